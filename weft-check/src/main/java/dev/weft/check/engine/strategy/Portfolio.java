package dev.weft.check.engine.strategy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which strategy runs which schedule. No one strategy finds every bug: `auto` takes turns. The exhaustive one takes part, so that
/// a small program is done when all of its inequivalent schedules are, and a large one gets the others' chances.
public final class Portfolio {
  private final String name;
  private final List<Strategy> strategies;

  /// @throws IllegalArgumentException for an unknown name
  public Portfolio(String name) {
    this.name = name;
    this.strategies = switch (name) {
      case "auto" -> List.of(new RandomWalk(), new Pos(), new Pct(), new Surw(), new Dpor());
      case "random" -> List.of(new RandomWalk());
      case "pct" -> List.of(new Pct());
      case "pos" -> List.of(new Pos());
      case "surw" -> List.of(new Surw());
      case "dpor" -> List.of(new Dpor());
      default -> throw new IllegalArgumentException("no strategy is called " + name
          + ": choose auto, random, pct, pos, surw or dpor");
    };
  }

  public String name() {
    return name;
  }

  /// The strategy of the given schedule.
  public Strategy next(long schedule) {
    Strategy strategy = strategies.get((int) (schedule % strategies.size()));
    return strategy instanceof Dpor dpor && dpor.exhausted() && strategies.size() > 1 ? strategies.getFirst() : strategy;
  }

  /// The exhaustive strategy, if it takes part.
  public @Nullable Dpor exhaustive() {
    return strategies.getLast() instanceof Dpor dpor ? dpor : null;
  }
}
