package dev.weft.cli.run;

import static dev.weft.cli.run.Child.java;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `weft check` with the real jar, on programs that use Weft: the library is on their class path by itself.
class CheckIT {
  @TempDir private Path folder;

  @Test
  void aFiberOnAChannelThatNobodyElseHasIsALeak() throws Exception {
    Child child = check("lost");
    assertThat(child.exit()).as(child.out()).isEqualTo(1);
    assertThat(child.out()).startsWith("leak").contains("waits to receive from channel #1: rendezvous, 1 receiving (LeftFiber.java:14)");
  }

  @Test
  void aFiberOnAChannelThatAStaticFieldKeepsIsNone() throws Exception {
    Child child = check("kept");
    assertThat(child.exit()).as(child.out()).isEqualTo(1);
    assertThat(child.out()).startsWith("deadlock").contains("waits to receive from channel #1: rendezvous, 1 receiving (LeftFiber.java:14)");
  }

  private Child check(String which) throws Exception {
    return java("-jar", Child.WEFT_JAR.toString(), "check", Child.PROGRAMS.resolve("LeftFiber.java").toString(), which).in(folder)
        .run();
  }
}
