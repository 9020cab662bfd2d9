package dev.weft.check.engine.strategy;

import dev.weft.check.engine.runtime.Task;
import org.jspecify.annotations.Nullable;

/// Another strategy, in whose schedules a wait may also end for no reason, as the documentation of `Object.wait` and `LockSupport.park`
/// allows: such a task is a candidate like one whose time-out may fire.
public record SpuriousWakeups(Strategy strategy) implements Strategy {
  @Override
  public String name() {
    return strategy.name();
  }

  @Override
  public boolean isRandom() {
    return strategy.isRandom();
  }

  @Override
  public void begin(long seed) {
    strategy.begin(seed);
  }

  @Override
  public @Nullable Task choose(@Nullable Task running, Task[] candidates, int count) {
    return strategy.choose(running, candidates, count);
  }

  @Override
  public void end() {
    strategy.end();
  }

  @Override
  public void forget() {
    strategy.forget();
  }

  @Override
  public void abandon() {
    strategy.abandon();
  }

  @Override
  public @Nullable Footprint footprint() {
    return strategy.footprint();
  }

  @Override
  public int pick(int count) {
    return strategy.pick(count);
  }

  @Override
  public boolean earlyTimeouts() {
    return strategy.earlyTimeouts();
  }

  @Override
  public boolean spuriousWakeups() {
    return true;
  }
}
