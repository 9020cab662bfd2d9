package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Outcome;
import dev.weft.Selectable;
import dev.weft.testing.Lincheck;
import dev.weft.testing.Mistake;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A semaphore is linearizable, also for those who wait and give up waiting: fair, so that nobody overtakes whoever waits; and it has as many
/// permits at the end as at the beginning. Each thread has permits and a request of its own.
///
/// That this says something is shown by mistakes, each of which must be found.
class SemaphoreLincheckTest extends Lincheck.BothWays {
  private static final int PERMITS = 3;
  private static final int THREADS = 8;

  SemaphoreLincheckTest() {
    super(Operations.class, Specification.class);
  }

  @TempDir Path directory;

  /// What could be wrong with a semaphore.
  enum Wrong {
    OVERTAKES("boolean mayPass = again ||", "boolean mayPass = fair || again ||"),
    SERVES_THE_LAST_FIRST("waiting.add(node);\n    serve();", "waiting.addFirst(node);\n    serve();"),
    KEEPS_WHAT_A_LEAVER_HELD_BACK("if (waiting.remove(node)) {\n      serve();\n    } else {\n      unlock();\n    }",
        "waiting.remove(node);\n    unlock();"),
    GIVES_TO_WHO_HAS_LEFT("""
        if (head.waiter().trySettle()) {
                Permit permit = wanted(head);
                boolean handed = isHanded(head);
                if (handed) {
                  leaves(permit);
                } else {""", """
        leaves(wanted(head));
              if (head.waiter().trySettle()) {
                Permit permit = wanted(head);
                boolean handed = isHanded(head);
                if (!handed) {"""),
    COUNTS_WITHOUT_THE_LOCK("lock();\n    free += permit.weight();", "free += permit.weight();\n    lock();");

    private final Mistake mistake;

    Wrong(String passage, String replacement) {
      this.mistake = new Mistake("sync/SemaphoreCore", passage, replacement);
    }
  }

  @ParameterizedTest
  @EnumSource(Wrong.class)
  void everyMistakeIsFound(Wrong wrong) throws Exception {
    assertThat(whatIsFoundIn(wrong.mistake, directory)).as(wrong.name()).isPresent();
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

  /// At the beginning the first thread has all but one and wants all, so that it holds back the second one, which wants one.
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
      tryAcquire(1, PERMITS - 1);
      request(1, PERMITS);
      request(2, 1);
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

    /// When all is over, and nobody waits any more, permits are held or free, and as many as ever.
    @Validate
    public void noPermitIsLostOrMade() {
      for (int i = 0; i < THREADS; i++) {
        endRequest(i);
        while (release(i)) {}
      }
      if (semaphore.available() != PERMITS) {
        throw new IllegalStateException("all is given back, and there are " + semaphore);
      }
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
      tryAcquire(1, PERMITS - 1);
      request(1, PERMITS);
      request(2, 1);
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
