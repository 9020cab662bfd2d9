package dev.weft.check.engine.explore;

import dev.weft.check.engine.report.Estimate;
import org.jspecify.annotations.Nullable;

/// Which schedules were seen, by the hash of their order, and how often chance led to each: never, once, twice, more often.
/// Stops growing at some millions, where the count becomes a lower bound.
final class Seen {
  private static final int MOST = 1 << 23;
  /// With fewer samples nothing can be said.
  private static final int FEWEST = 100;
  private long[] slots = new long[1 << 12];
  private byte[] times = new byte[1 << 12];
  private int size;
  private long samples;
  private long once;
  private long twice;

  /// True if the schedule is new.
  ///
  /// @param sampled it was drawn by chance, and not because others had been tried
  boolean add(long order, boolean sampled) {
    long v = order == 0 ? 1 : order;
    int i = slotOf(v);
    boolean isNew = slots[i] == 0;
    if (isNew && size >= MOST) {
      return false;
    }
    slots[i] = v;
    if (sampled) {
      sampled(i);
    }
    if (isNew && ++size * 2 > slots.length) {
      grow();
    }
    return isNew;
  }

  private void sampled(int i) {
    samples++;
    switch (times[i]) {
      case 0 -> once++;
      case 1 -> {
        once--;
        twice++;
      }
      case 2 -> twice--;
      default -> {
        return;
      }
    }
    times[i]++;
  }

  int size() {
    return size;
  }

  /// What is left (Good and Turing; Chao 1984, in the form that allows for `twice` to be 0); null while nothing can be said. If no
  /// schedule was met just once, the share of new ones is below 3 in so many samples with a confidence of 95%.
  @Nullable Estimate left() {
    if (samples < FEWEST || size >= MOST) {
      return null;
    }
    double share = once == 0 ? 3.0 / samples : (double) once / samples;
    long unseen = Math.round(once * (once - 1) / (2.0 * (twice + 1)));
    return new Estimate(Math.min(1, share), once == 0, size + unseen);
  }

  private int slotOf(long v) {
    int mask = slots.length - 1;
    int i = (int) (v * 0x9E3779B97F4A7C15L >>> 40) & mask;
    while (slots[i] != 0 && slots[i] != v) {
      i = i + 1 & mask;
    }
    return i;
  }

  private void grow() {
    long[] oldSlots = slots;
    byte[] oldTimes = times;
    slots = new long[oldSlots.length * 2];
    times = new byte[slots.length];
    for (int old = 0; old < oldSlots.length; old++) {
      if (oldSlots[old] != 0) {
        int i = slotOf(oldSlots[old]);
        slots[i] = oldSlots[old];
        times[i] = oldTimes[old];
      }
    }
  }
}
