package dev.weft.sync;

import dev.weft.wait.Event;
import dev.weft.wait.Waiter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A mutex that is handed over while the heir gives up: no ghost holds it, and nobody is forgotten.
public final class MutexStress {
  private MutexStress() {}

  /// A waiter that is nobody: nothing is resumed.
  static final class Quiet extends Waiter {
    Quiet(Event<?> event, Held offer) {
      super(event, offer);
    }

    @Override
    protected void resume() {}
  }

  /// Held by somebody, with waiters behind.
  abstract static class Queue {
    private final Mutex mutex = new Mutex();
    private final MutexEvent event = new MutexEvent.Final(mutex);
    final MutexCore core = mutex.core();
    final Held holder = new Held(mutex, null);

    Queue() {
      core.enter(holder);
    }

    Quiet queue(Held candidate) {
      var waiter = new Quiet(event, candidate);
      core.enqueue(waiter, false);
      return waiter;
    }

    Held candidate() {
      return new Held(mutex, null);
    }

    /// As a cancelled `lock()` does.
    int giveUp(Quiet waiter) {
      boolean gone = waiter.cancel();
      if (gone) {
        core.forget(waiter);
      }
      return gone ? 1 : 0;
    }
  }

  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "gave up, and the mutex is free")
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "was handed the mutex, and knows it")
  @Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "a ghost holds it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the hand-over was lost")
  @State
  public static class UnlockAgainstCancel extends Queue {
    private final Held heir = candidate();
    private final Quiet waiter = queue(heir);

    @Actor
    public void unlocker() {
      core.leave(holder);
    }

    @Actor
    public void canceller(II_Result r) {
      r.r1 = giveUp(waiter);
    }

    @Arbiter
    public void end(II_Result r) {
      Held now = core.holder();
      r.r2 = now == null ? 0 : now == heir ? 1 : 2;
    }
  }

  @JCStressTest
  @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "gave up: the one behind has it")
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "was handed the mutex")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a ghost holds it, or nobody although somebody waits")
  @State
  public static class UnlockAgainstCancelBeforeAnother extends Queue {
    private final Held first = candidate();
    private final Held second = candidate();
    private final Quiet waiter = queue(first);
    private final Quiet behind = queue(second);

    @Actor
    public void unlocker() {
      core.leave(holder);
    }

    @Actor
    public void canceller(II_Result r) {
      r.r1 = giveUp(waiter);
    }

    @Arbiter
    public void end(II_Result r) {
      Held now = core.holder();
      boolean told = behind.isDone();
      r.r2 = now == first && !told ? 1 : now == second && told ? 2 : 0;
    }
  }
}
