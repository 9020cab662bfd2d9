package dev.weft.check.engine.runtime;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// From object to its monitor, by identity; emptied between schedules by moving to the next generation.
///
/// Invariant: `met[0..used)` are the monitors of this generation, in the order in which they were first asked for, each in its
/// slot too. A schedule meets few of them, and is asked for all of them often.
final class MonitorTable {
  private Monitor[] slots = new Monitor[256];
  private Monitor[] met = new Monitor[128];
  private int generation = 1;
  private int used;

  void clear() {
    generation++;
    used = 0;
  }

  Monitor of(Object object) {
    int i = slotOf(object);
    Monitor monitor = slots[i];
    if (monitor != null && monitor.generation == generation) {
      return monitor;
    }
    if (used == met.length) {
      grow();
      i = slotOf(object);
      monitor = slots[i];
    }
    if (monitor == null) {
      monitor = new Monitor();
      slots[i] = monitor;
    }
    monitor.reset(object, generation);
    met[used++] = monitor;
    return monitor;
  }

  /// The object's monitor if it has been asked for in this schedule.
  @Nullable Monitor known(Object object) {
    Monitor monitor = slots[slotOf(object)];
    return monitor != null && monitor.generation == generation ? monitor : null;
  }

  void each(Consumer<Monitor> action) {
    for (int i = 0; i < used; i++) {
      action.accept(met[i]);
    }
  }

  /// The object's slot, or the one to put it into.
  private int slotOf(Object object) {
    int mask = slots.length - 1;
    int h = System.identityHashCode(object);
    int i = (h ^ h >>> 15) & mask;
    while (slots[i] != null && slots[i].generation == generation && slots[i].object != object) {
      i = i + 1 & mask;
    }
    return i;
  }

  private void grow() {
    slots = new Monitor[slots.length * 2];
    met = Arrays.copyOf(met, met.length * 2);
    for (int i = 0; i < used; i++) {
      Object object = met[i].object;
      if (object != null) {
        slots[slotOf(object)] = met[i];
      }
    }
  }
}
