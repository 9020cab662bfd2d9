package dev.weft.internal.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Which exceptions say that a fiber was interrupted, and nothing else.
class InterruptedTest {
  @Test
  void interruptsThatBringEachOther() {
    var one = new InterruptedException("one");
    var other = new InterruptedException("other");
    one.addSuppressed(other);
    other.addSuppressed(one);
    assertThat(Interrupted.says(one)).isTrue();
    other.addSuppressed(new IOException("and more"));
    assertThat(Interrupted.says(one)).isFalse();
  }

  @Test
  void aLongChainOfInterrupts() {
    var last = new InterruptedException("first");
    for (int i = 0; i < 100_000; i++) {
      var next = new InterruptedException("next");
      next.addSuppressed(last);
      last = next;
    }
    assertThat(Interrupted.says(last)).isTrue();
  }
}
