package dev.weft.observe;

import java.util.List;

/// Fibers or threads that differ in nothing but names and numbers: forked at one place, doing the same.
///
/// @param first one of them
/// @param count how many there are
/// @param names the names of the first few
public record RowGroup(ThreadRow first, int count, List<String> names) {
  public RowGroup {
    names = List.copyOf(names);
  }
}
