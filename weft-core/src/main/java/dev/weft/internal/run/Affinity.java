package dev.weft.internal.run;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/// Ties a kernel thread to one processor, where the operating system can do that: Linux, by `sched_setaffinity(2)`.
///
/// Without it the operating system moves and preempts carriers as it likes, which costs a scheduler that never steals dearly.
final class Affinity {
  private static final int MASK_BYTES = 128; // 1,024 processors, as in glibc's cpu_set_t

  private Affinity() {}

  /// Ties the current kernel thread to the n-th of the processors that it may use, counting round.
  ///
  /// @throws UnsupportedOperationException if this system cannot do it or refuses
  static void pin(int n) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_BYTES, Long.BYTES);
      call("sched_getaffinity", mask);
      BitSet allowed = BitSet.valueOf(mask.asByteBuffer());
      int cpu = allowed.nextSetBit(0);
      for (int i = n % allowed.cardinality(); i > 0; i--) {
        cpu = allowed.nextSetBit(cpu + 1);
      }
      mask.fill((byte) 0);
      mask.set(ValueLayout.JAVA_BYTE, cpu / 8, (byte) (1 << (cpu % 8)));
      call("sched_setaffinity", mask);
    }
  }

  private static void call(String function, MemorySegment mask) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address =
        linker
            .defaultLookup()
            .find(function)
            .orElseThrow(() -> new UnsupportedOperationException(function + " is missing: carriers can be pinned on Linux only"));
    MethodHandle handle =
        linker.downcallHandle(
            address,
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
    int result;
    try {
      result = (int) handle.invokeExact(0, (long) MASK_BYTES, mask);
    } catch (Throwable t) {
      throw new UnsupportedOperationException(function + " cannot be called", t);
    }
    if (result < 0) {
      throw new UnsupportedOperationException(function + " was refused by the system");
    }
  }
}
