package dev.weft.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.Eventually;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A virtual thread that was left runnable on a scheduler that has been closed.
class AbandonedThreadTest {
  /// Runs what a virtual thread has to run, until it is closed; may be opened again.
  private static final class Gate implements Executor {
    final AtomicInteger refused = new AtomicInteger();
    volatile boolean closed;

    @Override
    public void execute(Runnable turn) {
      if (closed) {
        refused.incrementAndGet();
        throw new RejectedExecutionException("closed");
      }
      Thread.ofPlatform().daemon().start(() -> take(turn));
    }

    private static void take(Runnable turn) {
      try {
        turn.run();
      } catch (RejectedExecutionException _) {
        // the thread has yielded, and may not come back
      }
    }
  }

  /// The JDK has no public way to say where a virtual thread runs.
  private static Thread on(Executor scheduler, Runnable body) throws Exception {
    Method maker =
        Class.forName("java.lang.ThreadBuilders")
            .getDeclaredMethod("newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
    maker.setAccessible(true);
    return (Thread) maker.invoke(null, scheduler, "abandoned", 0, body);
  }

  /// Looking at its stack makes the JDK hand it to its scheduler once more, which refuses.
  @Test
  @Timeout(30)
  void aTableCanBeTakenAllTheSame() throws Exception {
    var gate = new Gate();
    Thread abandoned =
        on(
            gate,
            () -> {
              gate.closed = true;
              Thread.yield();
            });
    abandoned.start();
    Eventually.until("it has yielded to a scheduler that is closed", () -> gate.refused.get() >= 1);
    try {
      assertThat(FiberTable.take().toText()).contains("abandoned");
      assertThat(gate.refused.get()).as("its stack was asked for").isGreaterThan(1);
    } finally {
      gate.closed = false;
      abandoned.getStackTrace(); // hands it over again
      abandoned.join();
    }
  }
}
