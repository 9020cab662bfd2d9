package dev.weft.sync;

import dev.weft.Outcome;
import dev.weft.Selectable;
import dev.weft.testing.Lincheck;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/// A semaphore is linearizable, also for those who wait and give up waiting. Each thread has permits and a request of its own.
class SemaphoreLincheckTest extends Lincheck.BothWays {
  private static final int PERMITS = 3;
  private static final int THREADS = 8;

  SemaphoreLincheckTest() {
    super(Operations.class, Specification.class);
  }

  /// A request of one thread, until it gives up or takes what it was granted.
  private static final class Request {
    private final Selectable.Pending pending;
    private volatile Permit granted;

    Request(Selectable<Permit> acquiring) {
      pending = acquiring.onReady(this::granted);
    }

    private void granted(Outcome<Permit> outcome) {
      granted = ((Outcome.Success<Permit>) outcome).value();
    }

    /// The permit if it was granted, else null: then it never will be.
    Permit end() {
      if (pending.cancel()) {
        return null;
      }
      while (granted == null) {
        Thread.onSpinWait(); // who has settled it is about to say so
      }
      return granted;
    }
  }

  /// At the beginning the first thread has all but one and wants all, so that it holds back whoever else comes.
  @Param(name = "me", gen = ThreadIdGen.class)
  @Param(name = "weight", gen = IntGen.class, conf = "1:" + PERMITS)
  public static class Operations {
    private final Semaphore semaphore = new Semaphore(PERMITS);
    private final Request[] requests = new Request[THREADS];
    private final List<Deque<Permit>> held = new ArrayList<>();

    public Operations() {
      for (int i = 0; i < THREADS; i++) {
        held.add(new ArrayDeque<>());
      }
      tryAcquire(0, PERMITS - 1);
      request(0, PERMITS);
    }

    @Operation
    public boolean tryAcquire(@Param(name = "me") int me, @Param(name = "weight") int weight) {
      var permit = semaphore.tryAcquire(weight);
      permit.ifPresent(held.get(me)::push);
      return permit.isPresent();
    }

    @Operation
    public boolean release(@Param(name = "me") int me) {
      if (held.get(me).isEmpty()) {
        return false;
      }
      held.get(me).pop().close();
      return true;
    }

    /// False if it has a request already.
    @Operation
    public boolean request(@Param(name = "me") int me, @Param(name = "weight") int weight) {
      if (requests[me] != null) {
        return false;
      }
      requests[me] = new Request(semaphore.acquiring(weight));
      return true;
    }

    /// Whether the request was granted.
    @Operation
    public boolean endRequest(@Param(name = "me") int me) {
      Permit permit = requests[me] == null ? null : requests[me].end();
      requests[me] = null;
      if (permit != null) {
        held.get(me).push(permit);
      }
      return permit != null;
    }

    @Operation
    public long available() {
      return semaphore.available();
    }
  }

  /// What a semaphore is, one operation at a time.
  public static class Specification {
    private record Waiting(int who, int weight) {}

    private final List<Deque<Integer>> held = new ArrayList<>();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final int[] granted = new int[THREADS];
    private final boolean[] requested = new boolean[THREADS];
    private int free = PERMITS;

    public Specification() {
      for (int i = 0; i < THREADS; i++) {
        held.add(new ArrayDeque<>());
      }
      tryAcquire(0, PERMITS - 1);
      request(0, PERMITS);
    }

    public boolean tryAcquire(int me, int weight) {
      boolean taken = queue.isEmpty() && free >= weight;
      if (taken) {
        free -= weight;
        held.get(me).push(weight);
      }
      return taken;
    }

    public boolean release(int me) {
      if (held.get(me).isEmpty()) {
        return false;
      }
      free += held.get(me).pop();
      serve();
      return true;
    }

    public boolean request(int me, int weight) {
      if (requested[me]) {
        return false;
      }
      requested[me] = true;
      queue.add(new Waiting(me, weight));
      serve();
      return true;
    }

    public boolean endRequest(int me) {
      requested[me] = false;
      boolean served = granted[me] > 0;
      if (served) {
        held.get(me).push(granted[me]);
        granted[me] = 0;
      } else {
        queue.removeIf(waiting -> waiting.who == me);
        serve();
      }
      return served;
    }

    public long available() {
      return free;
    }

    private void serve() {
      while (!queue.isEmpty() && queue.peek().weight <= free) {
        Waiting served = queue.remove();
        free -= served.weight;
        granted[served.who] = served.weight;
      }
    }
  }
}
