package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// Whatever comes while a carrier stops spinning, parks or wakes up is seen: the pauses are about as long as a carrier spins.
@SuppressWarnings("try") // closing a scope may park
class IdleWakeTest {
  private static final int ROUNDS = 5_000;
  private static final int LONGEST_PAUSE_MICROS = 130;

  @OnEveryScheduler
  void aKernelThreadsQuestionIsAnswered(Scheduler scheduler) throws Exception {
    Channel<Integer> questions = Channel.rendezvous();
    Channel<Integer> answers = Channel.rendezvous();
    var server = Thread.ofPlatform().start(() -> serve(scheduler, questions, answers));
    var random = new SplittableRandom(1);
    for (int i = 0; i < ROUNDS; i++) {
      pause(random.nextInt(LONGEST_PAUSE_MICROS));
      questions.send(i);
      assertThat(answers.receive()).isEqualTo(i);
    }
    questions.close();
    server.join();
  }

  private static void serve(Scheduler scheduler, Channel<Integer> questions, Channel<Integer> answers) {
    try {
      Weft.with(scheduler)
          .run(
              () -> {
                for (int question : questions) {
                  answers.send(question);
                }
              });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @OnEveryScheduler
  void fibersOnSeveralCarriersWakeEachOther(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> values = Channel.rendezvous();
              try (var scope = Scope.open()) {
                scope.fork(() -> sendWithPauses(values));
                var random = new SplittableRandom(2);
                for (int i = 0; i < ROUNDS; i++) {
                  assertThat(values.receive()).isEqualTo(i);
                  pause(random.nextInt(LONGEST_PAUSE_MICROS));
                }
              }
            });
  }

  private static void sendWithPauses(Channel<Integer> values) throws InterruptedException {
    var random = new SplittableRandom(3);
    for (int i = 0; i < ROUNDS; i++) {
      pause(random.nextInt(LONGEST_PAUSE_MICROS));
      values.send(i);
    }
  }

  private static void pause(int micros) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.MICROSECONDS.toNanos(micros)) {
      Thread.onSpinWait();
    }
  }
}
