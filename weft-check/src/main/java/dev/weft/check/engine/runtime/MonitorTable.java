package dev.weft.check.engine.runtime;

import java.util.function.Consumer;

/// From object to its monitor, by identity; emptied between schedules by moving to the next generation.
final class MonitorTable {
  private Monitor[] slots = new Monitor[256];
  private int generation = 1;
  private int used;

  void clear() {
    generation++;
    used = 0;
  }

  Monitor of(Object object) {
    int mask = slots.length - 1;
    int h = System.identityHashCode(object);
    int i = (h ^ h >>> 15) & mask;
    while (true) {
      Monitor monitor = slots[i];
      if (monitor == null || monitor.generation != generation) {
        break;
      }
      if (monitor.object == object) {
        return monitor;
      }
      i = i + 1 & mask;
    }
    if (++used * 2 > slots.length) {
      grow();
      used++;
      return of(object);
    }
    if (slots[i] == null) {
      slots[i] = new Monitor();
    }
    slots[i].reset(object, generation);
    return slots[i];
  }

  void each(Consumer<Monitor> action) {
    for (Monitor monitor : slots) {
      if (monitor != null && monitor.generation == generation) {
        action.accept(monitor);
      }
    }
  }

  private void grow() {
    Monitor[] old = slots;
    slots = new Monitor[old.length * 2];
    int mask = slots.length - 1;
    used = 0;
    for (Monitor monitor : old) {
      if (monitor != null && monitor.generation == generation) {
        int h = System.identityHashCode(monitor.object);
        int i = (h ^ h >>> 15) & mask;
        while (slots[i] != null) {
          i = i + 1 & mask;
        }
        slots[i] = monitor;
        used++;
      }
    }
  }
}
