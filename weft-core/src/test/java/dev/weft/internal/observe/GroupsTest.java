package dev.weft.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.WaitReason;
import dev.weft.observe.RowGroup;
import dev.weft.observe.ThreadRow;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who shares an entry of a report with whom.
class GroupsTest {
  private final Groups groups = new Groups();

  private void add(String name, String forkedAt, Wait wait, Optional<StackTraceElement> at) {
    var status = ThreadRow.Status.WAITING;
    groups.add(
        Groups.Key.of(ThreadRow.Kind.FIBER, forkedAt, status, wait, at),
        name,
        () -> new ThreadRow(ThreadRow.Kind.FIBER, 1, name, forkedAt, status, wait.reasons(), Optional.empty(), List.of(), List.of()));
  }

  private static Wait receiving(String resource) {
    return Wait.of("receive from", resource);
  }

  private static Optional<StackTraceElement> line(int number) {
    return Optional.of(new StackTraceElement("bank.Main", "go", "Main.java", number));
  }

  @Test
  void thoseWhoDifferInNumbersAlone() {
    add("w0", "Main.java:1", receiving("channel 17: 0 of 3"), Optional.empty());
    add("w1", "Main.java:1", receiving("channel 18: 2 of 3"), Optional.empty());
    add("w2", "Main.java:1", receiving("Object@1b2c"), Optional.empty());
    add("w3", "Main.java:1", receiving("Object@ff"), Optional.empty());
    assertThat(groups.list()).extracting(RowGroup::names).containsExactly(List.of("w0", "w1"), List.of("w2", "w3"));
  }

  @Test
  void notThoseOfOtherPlacesOrWaits() {
    add("w0", "Main.java:1", receiving("channel a"), line(10));
    add("w1", "Main.java:2", receiving("channel a"), line(10));
    add("w2", "Main.java:1", receiving("channel a"), line(11));
    add("w3", "Main.java:1", receiving("channel b"), line(10));
    add("w4", "Main.java:1", Wait.of("send to", "channel a"), line(10));
    assertThat(groups.list()).hasSize(5);
  }

  @Test
  void whatIsRareComesFirstAndTheFirstThreeAreNamed() {
    for (int i = 0; i < 5; i++) {
      add("many " + i, "Main.java:1", Wait.NONE, Optional.empty());
    }
    add("one", "Main.java:2", Wait.NONE, Optional.empty());
    assertThat(groups.list()).extracting(RowGroup::count).containsExactly(1, 5);
    assertThat(groups.list().getLast().names()).containsExactly("many 0", "many 1", "many 2");
    assertThat(groups.list().getLast().first().name()).isEqualTo("many 0");
    assertThat(groups.list().getFirst().first().waits()).isEqualTo(List.<WaitReason>of());
  }
}
