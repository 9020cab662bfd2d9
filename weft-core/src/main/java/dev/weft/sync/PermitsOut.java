package dev.weft.sync;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The permits of a semaphore that have been taken and not given back, in the order in which they were taken. Guarded by the
/// semaphore.
///
/// Invariant: a permit is in it from the moment when its weight leaves what is free until the moment when that comes back.
final class PermitsOut {
  /// More names than this say no more.
  private static final int NAMED = 8;

  private @Nullable Permit oldest;
  private @Nullable Permit youngest;

  void add(Permit permit) {
    permit.older = youngest;
    if (youngest == null) {
      oldest = permit;
    } else {
      youngest.younger = permit;
    }
    youngest = permit;
  }

  void remove(Permit permit) {
    if (permit.older == null) {
      oldest = permit.younger;
    } else {
      permit.older.younger = permit.younger;
    }
    if (permit.younger == null) {
      youngest = permit.older;
    } else {
      permit.younger.older = permit.older;
    }
    permit.older = null;
    permit.younger = null;
  }

  /// Who took them, each once; of many the first ones.
  List<String> owners() {
    List<String> names = new ArrayList<>();
    for (Permit permit = oldest; permit != null; permit = permit.younger) {
      String name = permit.ownerOrLate();
      if (names.contains(name)) {
        continue;
      }
      if (names.size() == NAMED) {
        names.add("others");
        break;
      }
      names.add(name);
    }
    return names;
  }
}
