package dev.weft.observe;

import dev.weft.internal.util.Texts;
import java.util.List;
import java.util.stream.Collectors;

/// Fibers or threads each of which waits for the next, and the last for the first: none can go on, unless it is interrupted.
///
/// @param members at least one; a single one waits for itself
public record WaitCycle(List<ThreadRow> members) {
  public WaitCycle {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a cycle has at least one member");
    }
  }

  /// Such as `a waits for b, who waits for a`.
  @Override
  public String toString() {
    if (members.size() == 1) {
      return Texts.line(members.getFirst().name()) + " waits for itself";
    }
    String chain = members.stream().map(row -> Texts.line(row.name())).collect(Collectors.joining(", who waits for "));
    return chain.replaceFirst(", who waits for ", " waits for ") + ", who waits for " + Texts.line(members.getFirst().name());
  }
}
