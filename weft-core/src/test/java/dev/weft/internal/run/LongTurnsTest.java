package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.HangGuard;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A fiber whose turns are long, but too short for it to be held, wakes another one: that one runs on a carrier that has nothing to do.
@SuppressWarnings("try") // closing a scope may park
class LongTurnsTest {
  private static final int MANY = 100_000;

  /// More than come about because the system has taken the processor from the waker for so long that it counts as held.
  private static final int ENOUGH = 200;

  @ParameterizedTest(name = "turns of {0} us")
  @ValueSource(ints = {20, 300})
  @DisabledIf(value = "hasOneProcessor", disabledReason = "nobody works at the same time as another one")
  void whoeverIsWokenDoesNotWaitForItsWaker(int micros) throws Exception {
    HangGuard.run(
        Duration.ofSeconds(60),
        Schedulers.workStealing(2),
        () -> {
          Channel<Integer> values = Channel.buffered(1);
          Channel<Integer> answers = Channel.rendezvous();
          var received = new AtomicInteger();
          int atTheSameTime = 0;
          try (var scope = Scope.open()) {
            scope.fork(
                () -> {
                  for (int value : values) {
                    received.set(value);
                    answers.send(value);
                  }
                });
            for (int i = 1; i <= MANY && atTheSameTime < ENOUGH; i++) {
              values.send(i);
              work(micros);
              atTheSameTime += received.get() == i ? 1 : 0;
              answers.receive();
            }
            values.close();
          }
          assertThat(atTheSameTime).isEqualTo(ENOUGH);
        });
  }

  static boolean hasOneProcessor() {
    return Runtime.getRuntime().availableProcessors() == 1;
  }

  private static void work(int micros) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.MICROSECONDS.toNanos(micros)) {
      Thread.onSpinWait();
    }
  }
}
