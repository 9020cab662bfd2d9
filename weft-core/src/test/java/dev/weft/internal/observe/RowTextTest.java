package dev.weft.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which frames of a stack a report shows.
class RowTextTest {
  private static List<String> shown(String... types) {
    List<StackTraceElement> stack = Stream.of(types).map(type -> new StackTraceElement(type, "go", null, -1)).toList();
    return RowText.frames(stack).stream().map(frame -> frame.substring(0, frame.indexOf(".go("))).toList();
  }

  @Test
  void theProgramsOwnAndTheCallThatWaits() {
    assertThat(shown("dev.weft.wait.Waiter", "dev.weft.sync.Mutex", "bank.Transfer", "bank.Main", "java.lang.Thread"))
        .containsExactly("dev.weft.sync.Mutex", "bank.Transfer", "bank.Main");
  }

  @Test
  void notWhatLiesBetween() {
    assertThat(shown("java.lang.Thread", "bank.Transfer", "dev.weft.Deadline", "jdk.internal.vm.ScopedValueContainer", "java.lang.ScopedValue$Carrier", "bank.Main"))
        .containsExactly("java.lang.Thread", "bank.Transfer", "bank.Main");
  }

  @Test
  void whatTheProgramCallsOfTheJdkAndIsCalledBackBy() {
    assertThat(shown("java.lang.Thread", "bank.Transfer", "java.util.ArrayList", "bank.Main"))
        .containsExactly("java.lang.Thread", "bank.Transfer", "java.util.ArrayList", "bank.Main");
  }

  /// They say what a thread of the JDK is.
  @Test
  void thoseOfTheJdkIfNoneAreThePrograms() {
    assertThat(shown("java.util.concurrent.locks.LockSupport", "jdk.internal.net.http.Http1AsyncReceiver", "java.lang.VirtualThread"))
        .containsExactly("java.util.concurrent.locks.LockSupport", "jdk.internal.net.http.Http1AsyncReceiver", "java.lang.VirtualThread");
  }
}
