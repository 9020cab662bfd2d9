package dev.weft.check.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The reduction against the exploration of everything: the same inequivalent schedules, each of them once.
class DporTest {
  @ParameterizedTest
  @ValueSource(strings = {
    "w0 | w0", "r0 | r0 | r0", "w0 | r0 | r0 | r0", "w0 w1 | r1 r0", "w0 r1 | w1 r0", "r0 w0 | r0 w0 | r0 w0",
    // A lock, a write under it, and one beside it: whoever leads to the other order is not the one who writes last.
    "l0 u0 | w0 | l0 u0 w0",
    // The three philosophers whose forks have an order: all orders of three pairs but the two that go round.
    "l0 l1 u1 u0 | l1 l2 u2 u1 | l0 l2 u2 u0",
    // The two who wait for each other end early: that schedule counts too.
    "l0 l1 u1 u0 | l1 l0 u0 u1", "l0 l1 u1 u0 | l1 l2 u2 u1 | l2 l0 u0 u2",
    "l0 w0 u0 | l0 r0 u0 w1 | r1 w0"
  })
  void exploresEachInequivalentScheduleOnce(String program) {
    AllSchedules all = AllSchedules.of(new Toy(program));
    Dpor dpor = explore(program);
    assertThat(dpor.complete()).isTrue();
    assertThat(dpor.inequivalent()).isEqualTo(all.inequivalent());
    assertThat(dpor.explored()).isEqualTo(all.inequivalent());
  }

  @Test
  void agreesWithTheExplorationOfEverythingOnRandomPrograms() {
    Random random = new Random(7);
    long explored = 0;
    long givenUp = 0;
    for (int i = 0; i < 400; i++) {
      String program = program(random);
      AllSchedules all = AllSchedules.of(new Toy(program));
      Dpor dpor = explore(program);
      assertThat(dpor.inequivalent()).as(program).isEqualTo(all.inequivalent());
      assertThat(dpor.explored()).as(program).isEqualTo(all.inequivalent());
      explored += dpor.explored();
      givenUp += dpor.givenUp();
    }
    // Source sets do not promise that none is given up, but they are few.
    assertThat(givenUp).isLessThan(explored / 10);
  }

  /// One writes, the others read: with n readers there are 2^n orders, and source sets reach each without a detour.
  @Test
  void givesNothingUpWhereTheSetsAreExact() {
    Dpor dpor = explore("w0 | r0 | r0 | r0 | r0 | r0");
    assertThat(dpor.explored()).isEqualTo(32);
    assertThat(dpor.givenUp()).isZero();
  }

  private static Dpor explore(String program) {
    Toy toy = new Toy(program);
    Dpor dpor = new Dpor();
    int most = 100_000;
    int operations = toy.threads.stream().mapToInt(List::size).sum();
    while (!dpor.exhausted()) {
      long givenUp = dpor.givenUp();
      Toy.Run run = toy.run(dpor, 0);
      if (dpor.givenUp() > givenUp) {
        assertThat(run.order().size()).as("%s: given up before its end", program).isLessThan(operations);
      }
      assertThat(--most).as(program).isPositive();
    }
    return dpor;
  }

  private static String program(Random random) {
    List<String> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      StringBuilder thread = new StringBuilder();
      int ops = 1 + random.nextInt(3);
      int lock = random.nextInt(4);
      for (int j = 0; j < ops; j++) {
        if (lock < 2 && j == ops / 2) {
          thread.append('l').append(lock).append(' ');
        }
        thread.append(random.nextBoolean() ? 'w' : 'r').append(random.nextInt(2)).append(' ');
      }
      if (lock < 2) {
        int inner = random.nextInt(3);
        thread.append(inner == 0 ? "l" + (1 - lock) + " u" + (1 - lock) + " " : "").append('u').append(lock);
      }
      threads.add(thread.toString().strip());
    }
    return String.join(" | ", threads);
  }
}
