package dev.weft.check.engine.runtime;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What instrumented code calls instead of asking the machine: the clock, chance, the identity of objects, the end of the JVM. The answers
/// are the schedule's own, the same each time that it is run.
public final class MachineHooks {
  private MachineHooks() {}

  // ---- identity

  /// After a constructor of the JDK, or the first one of a class of the program.
  public static void created(Object object) {
    if (Turns.current() != null) {
      Hashes.stamp(object);
    }
  }

  /// Before `hashCode` of any object.
  public static void hashed(@Nullable Object object) {
    if (object != null && Turns.current() != null) {
      Hashes.stamp(object);
    }
  }

  /// Instead of `System.identityHashCode`.
  public static int identityHashCode(@Nullable Object object) {
    hashed(object);
    return System.identityHashCode(object);
  }

  // ---- clock and chance

  public static long nanoTime() {
    return Turns.current() == null ? System.nanoTime() : VirtualClock.read();
  }

  public static long currentTimeMillis() {
    return Turns.current() == null ? System.currentTimeMillis() : VirtualClock.readMillis();
  }

  public static long nanoTimeAdjustment(long offsetSeconds) {
    return Turns.current() == null ? jdk.internal.misc.VM.getNanoTimeAdjustment(offsetSeconds)
        : VirtualClock.readAdjustment(offsetSeconds);
  }

  public static double random() {
    return Turns.current() == null ? Math.random() : Chance.unit();
  }

  /// The seed of a `new Random()`.
  public static long seed() {
    return Turns.current() == null ? System.nanoTime() * 31 : Chance.next();
  }

  /// Instead of `Collections.shuffle` without a generator: the JDK's own one is older than the schedule.
  public static void shuffle(List<?> list) {
    if (Turns.current() == null) {
      Collections.shuffle(list);
    } else {
      Collections.shuffle(list, new Random(Chance.next()));
    }
  }

  /// At the start of SecureRandom.nextBytes: true if it is thereby done.
  public static boolean nextBytes(Object generator, byte[] bytes) {
    if (Turns.current() == null) {
      return false;
    }
    Chance.fill(bytes);
    return true;
  }

  /// At the start of SecureRandom.generateSeed: not null if it is thereby done.
  public static byte @Nullable [] generateSeed(Object generator, int length) {
    if (Turns.current() == null || length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    Chance.fill(bytes);
    return bytes;
  }

  // ---- the end

  /// Instead of `System.exit`, `Runtime.exit` and `Runtime.halt`: the schedule ends here.
  public static void end(int status) {
    Task task = Turns.current();
    if (task == null) {
      System.exit(status);
    } else {
      Ending.exitFrom(task);
    }
  }

  public static void end(Runtime runtime, int status) {
    end(status);
  }
}
