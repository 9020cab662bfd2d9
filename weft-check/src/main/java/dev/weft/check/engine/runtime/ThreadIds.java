package dev.weft.check.engine.runtime;

import java.lang.reflect.Field;

/// The numbers of threads are the same in every schedule: programs can see them, and ThreadLocalRandom adds them to what it
/// draws. They lie far above those of threads outside a schedule, because the JVM tells the owners of monitors apart by them.
final class ThreadIds {
  private static final long FIRST = 1L << 40;
  private static final long ADDRESS = address();
  private static long outside;

  private ThreadIds() {}

  /// A schedule begins: threads are numbered anew.
  static void begin() {
    if (ADDRESS != 0) {
      outside = Jdk.UNSAFE.getLong(null, ADDRESS);
      Jdk.UNSAFE.putLong(null, ADDRESS, FIRST);
    }
  }

  /// It has ended: the numbering goes on where it was before.
  static void end() {
    if (ADDRESS != 0) {
      Jdk.UNSAFE.putLong(null, ADDRESS, outside);
    }
  }

  /// Where the JVM keeps the next number, or 0 in a JDK that keeps it elsewhere.
  private static long address() {
    Field field = JdkState.field("java.lang.Thread$ThreadIdentifiers", "NEXT_TID_OFFSET");
    return field == null ? 0 : Jdk.UNSAFE.getLong(Jdk.UNSAFE.staticFieldBase(field), Jdk.UNSAFE.staticFieldOffset(field));
  }
}
