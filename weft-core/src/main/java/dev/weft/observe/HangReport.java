package dev.weft.observe;

import dev.weft.internal.observe.HangText;
import java.util.List;

/// A program that can never go on: everybody sleeps, and nothing is left that could wake anybody.
///
/// @param asleep everybody who waits, but for the members of cycles; those who do the same share an entry
/// @param cycles those among them who wait for each other in a circle; empty if the wait is of another kind, such as for a
///     channel into which nobody sends any more
/// @param failed the open scopes in which fibers have failed, perhaps those who would have woken the others
public record HangReport(List<RowGroup> asleep, List<WaitCycle> cycles, List<FailedScope> failed) {
  public HangReport {
    asleep = List.copyOf(asleep);
    cycles = List.copyOf(cycles);
    failed = List.copyOf(failed);
  }

  /// For people, several lines: the cycles, then each fiber with its name, where it was forked, what it waits for, since
  /// when, who holds that, and its stack. Fibers that differ in nothing else but their names share an entry.
  public String toText() {
    return HangText.of(this);
  }
}
