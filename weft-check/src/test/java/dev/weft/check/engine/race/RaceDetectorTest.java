package dev.weft.check.engine.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaceDetectorTest {
  private final List<String> races = new ArrayList<>();
  private final RaceDetector detector = new RaceDetector((base, a, b) -> races.add(a.task() + "" + b.task()));
  private final int[][] clocks = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  private final Shadow shadow = new ShadowTable().of(new Object(), 0);
  private final int[][] locks = {{0, 0, 0}};

  /// `r0` task 0 reads, `w1` task 1 writes, `a0` task 0 takes the lock, `u0` task 0 gives it back.
  @ParameterizedTest
  @CsvSource({"w0 w1, 01", "r0 w1, 01", "w0 r1, 01", "r0 r1, ''", "w0 u0 a1 w1, ''", "w0 u0 a1 r1 u1 a2 w2, ''",
      "r0 r1 w2, 02 12", "r0 u0 a2 r1 w2, 12", "w0 u0 a1 r1 w0, 10", "w0 w0 r0 w0, ''", "u0 w0 a1 w1, 01"})
  void findsWhatIsNotOrdered(String accesses, String expected) {
    int event = 0;
    for (String access : accesses.split(" ")) {
      int task = access.charAt(1) - '0';
      switch (access.charAt(0)) {
        case 'r' -> detector.read(shadow, this, task, clocks[task], ++event, event);
        case 'w' -> detector.write(shadow, this, task, clocks[task], ++event, event);
        case 'a' -> clocks[task] = Clocks.join(clocks[task], locks[0]);
        default -> {
          locks[0] = Clocks.join(locks[0], clocks[task]);
          clocks[task] = Clocks.tick(clocks[task], task);
        }
      }
    }
    assertThat(String.join(" ", races)).isEqualTo(expected);
  }
}
