package dev.weft.sync;

import dev.weft.testing.Lincheck;
import dev.weft.wait.Event;
import dev.weft.wait.Waiter;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/// What is under a fair mutex is linearizable: entering, leaving, queueing and giving up, and an unlock that hands it over.
class MutexLincheckTest extends Lincheck.BothWays {
  private static final int THREADS = 8;
  private static final int NOBODY = -1;

  MutexLincheckTest() {
    super(Operations.class, Specification.class);
  }

  /// A waiter that is nobody: nothing is resumed.
  private static final class Quiet extends Waiter {
    Quiet(Event<?> event, Held offer) {
      super(event, offer);
    }

    @Override
    protected void resume() {}
  }

  /// At the beginning the first thread has it.
  @Param(name = "me", gen = ThreadIdGen.class)
  public static class Operations {
    private final Mutex mutex = new Mutex();
    private final MutexEvent event = new MutexEvent.Final(mutex);
    private final MutexCore core = mutex.core();
    private final Held[] attempts = new Held[THREADS];
    private final Quiet[] waiters = new Quiet[THREADS];

    public Operations() {
      for (int i = 0; i < THREADS; i++) {
        attempts[i] = new Held(mutex, null);
      }
      enter(0);
    }

    /// Who has it already.
    @Operation
    public int enter(@Param(name = "me") int me) {
      return number(core.enter(attempts[me]));
    }

    @Operation
    public boolean leave(@Param(name = "me") int me) {
      return core.leave(attempts[me]);
    }

    /// False if it is free, or if the thread waits already.
    @Operation
    public boolean queue(@Param(name = "me") int me) {
      if (waiters[me] != null) {
        return false;
      }
      var waiter = new Quiet(event, attempts[me]);
      boolean queued = core.enqueue(waiter, false);
      waiters[me] = queued ? waiter : null;
      return queued;
    }

    /// Ends the wait; whether it was handed the mutex meanwhile.
    @Operation
    public boolean endWait(@Param(name = "me") int me) {
      Quiet waiter = waiters[me];
      waiters[me] = null;
      if (waiter == null) {
        return false;
      }
      boolean gone = waiter.cancel();
      if (gone) {
        core.forget(waiter);
      }
      return !gone;
    }

    @Operation
    public int holder() {
      return number(core.holder());
    }

    private int number(Held held) {
      for (int i = 0; i < THREADS; i++) {
        if (attempts[i] == held) {
          return i;
        }
      }
      return NOBODY;
    }
  }

  /// What a fair mutex is, one operation at a time.
  public static class Specification {
    private final Deque<Integer> queue = new ArrayDeque<>();
    private final boolean[] waits = new boolean[THREADS];
    private int holder; // the first thread

    public int enter(int me) {
      int now = holder;
      if (now == NOBODY) {
        holder = me;
      }
      return now;
    }

    public boolean leave(int me) {
      if (holder != me) {
        return false;
      }
      holder = queue.isEmpty() ? NOBODY : queue.remove();
      return true;
    }

    public boolean queue(int me) {
      if (waits[me] || holder == NOBODY) {
        return false;
      }
      waits[me] = true;
      queue.add(me);
      return true;
    }

    public boolean endWait(int me) {
      boolean handed = waits[me] && !queue.remove(me);
      waits[me] = false;
      return handed;
    }

    public int holder() {
      return holder;
    }
  }
}
