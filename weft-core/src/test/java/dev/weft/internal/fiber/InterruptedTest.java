package dev.weft.internal.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
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
  void wrappedByCodeThatMayNotThrowIt() {
    assertThat(Interrupted.says(new UncheckedIOException(new ClosedByInterruptException()))).isTrue();
    assertThat(Interrupted.says(new RuntimeException(new InterruptedException()))).isTrue();
  }

  @Test
  void wrappedByOneThatSaysMore() {
    assertThat(Interrupted.says(new IllegalStateException("half written", new InterruptedException()))).isFalse();
    assertThat(Interrupted.says(new UncheckedIOException(new IOException("no room")))).isFalse();
    assertThat(Interrupted.says(new RuntimeException("no cause"))).isFalse();
  }

  @Test
  void aWrapperThatItsCauseBrings() {
    var cause = new InterruptedException();
    var wrapper = new RuntimeException(cause);
    cause.addSuppressed(wrapper);
    assertThat(Interrupted.says(wrapper)).isFalse();
    assertThat(Interrupted.says(cause)).isFalse();
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
