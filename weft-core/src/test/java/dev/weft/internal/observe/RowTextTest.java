package dev.weft.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.WaitReason;
import dev.weft.observe.RowGroup;
import dev.weft.observe.ThreadRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How a report says who somebody is and what he does, and which frames of a stack it shows.
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

  @Test
  void noMoreThanTwelve() {
    String[] twelve = IntStream.range(0, 12).mapToObj(i -> "bank.Main" + i).toArray(String[]::new);
    assertThat(shown(twelve)).containsExactly(twelve);
    String[] more = IntStream.range(0, 13).mapToObj(i -> "bank.Main" + i).toArray(String[]::new);
    List<StackTraceElement> stack = Stream.of(more).map(type -> new StackTraceElement(type, "go", null, -1)).toList();
    assertThat(RowText.frames(stack)).hasSize(13).endsWith("bank.Main11.go(Unknown Source)", "...");
  }

  @Test
  void placesAsTheJvmWritesThem() {
    assertThat(RowText.plain(new StackTraceElement("bank.Main", "go", "Main.java", 7))).isEqualTo("bank.Main.go(Main.java:7)");
    assertThat(RowText.plain(new StackTraceElement("bank.Main", "go", "Main.java", -1))).isEqualTo("bank.Main.go(Main.java)");
    assertThat(RowText.plain(new StackTraceElement("bank.Main", "go", null, 7))).isEqualTo("bank.Main.go(Unknown Source)");
  }

  private static ThreadRow row(Optional<Duration> since, WaitReason... waits) {
    return new ThreadRow(
        ThreadRow.Kind.FIBER, 1, "w0", "Main.java:3", ThreadRow.Status.WAITING, List.of(waits), since, List.of("monitor of Object@1"), List.of());
  }

  private static String text(ThreadRow row, int count, String... names) {
    var text = new StringBuilder();
    RowText.print(new RowGroup(row, count, List.of(names)), text);
    return text.toString();
  }

  @Test
  void howManyThereAreAndWhoIsSpokenOf() {
    ThreadRow row = row(Optional.empty(), WaitReason.of("receive from", "channel a"));
    String deed = "waits to receive from channel a\n      holds the monitor of Object@1\n";
    assertThat(text(row, 1, "w0")).isEqualTo("  fiber w0 (forked at Main.java:3)\n      " + deed);
    assertThat(text(row, 3, "w0", "w1", "w2")).isEqualTo("  3 fibers (forked at Main.java:3): w0, w1, w2\n      w0 " + deed);
    assertThat(text(row, 4, "w0", "w1", "w2"))
        .isEqualTo("  4 fibers (forked at Main.java:3): w0, w1, w2 and 1 like them\n      w0 " + deed);
  }

  @Test
  void whatItWaitsForAndForHowLong() {
    WaitReason oneShot = WaitReason.of("wait for", "one-shot: not set");
    WaitReason channel = new WaitReason("send to", "channel a", List.of("b"), false);
    Optional<Duration> time = Optional.of(Duration.ofMillis(3_200));
    assertThat(RowText.deed(row(Optional.empty()))).isEqualTo("waits");
    assertThat(RowText.deed(row(time))).isEqualTo("waits for 3.2 s");
    assertThat(RowText.deed(row(Optional.empty(), channel))).isEqualTo("waits to send to channel a, held by b");
    assertThat(RowText.deed(row(time, channel))).isEqualTo("has waited for 3.2 s to send to channel a, held by b");
    assertThat(RowText.deed(row(time, oneShot))).isEqualTo("has waited for 3.2 s for one-shot: not set");
    assertThat(RowText.deed(row(time, oneShot, channel)))
        .isEqualTo("has waited for 3.2 s to wait for one-shot: not set, or to send to channel a, held by b");
  }
}
