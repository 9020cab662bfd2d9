package dev.weft.check.engine.explore;

import java.util.Arrays;

/// The hashes of the schedules seen; stops growing at some millions, where the count becomes a lower bound.
final class LongSet {
  private static final int MOST = 1 << 23;
  private long[] slots = new long[1 << 12];
  private int size;

  /// True if the value is new.
  boolean add(long value) {
    long v = value == 0 ? 1 : value;
    int mask = slots.length - 1;
    int i = (int) (v * 0x9E3779B97F4A7C15L >>> 40) & mask;
    while (slots[i] != 0) {
      if (slots[i] == v) {
        return false;
      }
      i = i + 1 & mask;
    }
    if (size >= MOST) {
      return false;
    }
    slots[i] = v;
    if (++size * 2 > slots.length) {
      grow();
    }
    return true;
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    int mask = slots.length - 1;
    for (long v : Arrays.stream(old).filter(x -> x != 0).toArray()) {
      int i = (int) (v * 0x9E3779B97F4A7C15L >>> 40) & mask;
      while (slots[i] != 0) {
        i = i + 1 & mask;
      }
      slots[i] = v;
    }
  }
}
