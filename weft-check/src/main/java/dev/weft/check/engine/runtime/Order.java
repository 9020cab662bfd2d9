package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Shadow;

/// A hash of the order in which conflicting operations happened: two schedules that differ only in the order of operations that do
/// not touch the same thing have the same one.
///
/// Each access is hashed with the write before it, and a write with the reads since then as well; what comes of all accesses is
/// added up, so that their order does not matter otherwise.
final class Order {
  private static long sum;

  private Order() {}

  static void reset(long seed) {
    sum = seed;
  }

  static long hash() {
    return sum;
  }

  static void access(Task task, Shadow shadow, boolean write) {
    long what = mix(task, shadow.lastWrite + (write ? shadow.reads * 31 : 0));
    sum += what;
    if (write) {
      shadow.lastWrite = what;
      shadow.reads = 0;
    } else {
      shadow.reads += what;
    }
  }

  /// As [#access], to what Weft's operations work on: a channel's end, a lock of Weft's own, the end of a fiber.
  static void step(Task task, Object object, long offset, boolean write) {
    access(task, Memory.shadow(object, offset), write);
  }

  /// What an operation shows to those who only look: they tell after how many such they came. Who did it is told otherwise, if it matters:
  /// a mutex is handed over by one thread to another that waits, or taken by itself.
  static void shows(Object object, long offset) {
    Memory.shadow(object, offset).lastWrite++;
  }

  /// Only one can win this: who comes first is told by those who come later, if there are any.
  static void contends(Task task, Shadow shadow) {
    long what = mix(task, shadow.lastWrite);
    if (shadow.lastWrite != 0) {
      sum += what;
    }
    shadow.lastWrite = what;
  }

  static void monitor(Task task, Monitor monitor) {
    monitor.order = mix(task, monitor.order);
    sum += monitor.order;
  }

  private static long mix(Task task, long before) {
    long z = (before ^ task.id * 0x9E3779B97F4A7C15L) + task.events * 0xD6E8FEB86659FD93L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    return z ^ z >>> 27;
  }
}
