package dev.weft.check.engine.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.ThreadContainer;
import org.jspecify.annotations.Nullable;

/// The few doors into the JDK's private parts. They are opened by flags that the checker gives to its own JVM.
final class Jdk {
  static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final MethodHandle EXCLUSIVE_OWNER;
  private static final MethodHandle SET_CONTAINER;
  private static final MethodHandle INHERIT_SCOPED;
  private static final MethodHandle ON_START;
  private static final MethodHandle ON_EXIT;
  private static final MethodHandle START;
  private static final long RANDOM_SEED = UNSAFE.objectFieldOffset(Thread.class, "threadLocalRandomSeed");
  private static final long RANDOM_PROBE = UNSAFE.objectFieldOffset(Thread.class, "threadLocalRandomProbe");
  private static final long RANDOM_SECONDARY = UNSAFE.objectFieldOffset(Thread.class, "threadLocalRandomSecondarySeed");

  private static final long ACCESS_ORDER = UNSAFE.objectFieldOffset(LinkedHashMap.class, "accessOrder");
  private static final long PARK_BLOCKER = UNSAFE.objectFieldOffset(Thread.class, "parkBlocker");

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      EXCLUSIVE_OWNER = MethodHandles.privateLookupIn(AbstractOwnableSynchronizer.class, lookup)
          .findVirtual(AbstractOwnableSynchronizer.class, "getExclusiveOwnerThread", MethodType.methodType(Thread.class));
      MethodHandles.Lookup thread = MethodHandles.privateLookupIn(Thread.class, lookup);
      SET_CONTAINER = thread.findVirtual(Thread.class, "setThreadContainer",
          MethodType.methodType(void.class, ThreadContainer.class));
      INHERIT_SCOPED = thread.findVirtual(Thread.class, "inheritScopedValueBindings",
          MethodType.methodType(void.class, ThreadContainer.class));
      START = thread.findVirtual(Thread.class, "start0", MethodType.methodType(void.class));
      MethodHandles.Lookup container = MethodHandles.privateLookupIn(ThreadContainer.class, lookup);
      ON_START = container.findVirtual(ThreadContainer.class, "add", MethodType.methodType(void.class, Thread.class));
      ON_EXIT = container.findVirtual(ThreadContainer.class, "remove", MethodType.methodType(void.class, Thread.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Jdk() {}

  static @Nullable Thread exclusiveOwner(AbstractOwnableSynchronizer lock) {
    try {
      return (Thread) EXCLUSIVE_OWNER.invokeExact(lock);
    } catch (Throwable e) {
      throw new AssertionError("a getter does not throw", e);
    }
  }

  static boolean isInAccessOrder(LinkedHashMap<?, ?> map) {
    return UNSAFE.getBoolean(map, ACCESS_ORDER);
  }

  static @Nullable Object parkBlocker(Thread thread) {
    return LockSupport.getBlocker(thread);
  }

  /// Forgets what the thread is parked on.
  static void clearParkBlocker(Thread thread) {
    UNSAFE.putReference(thread, PARK_BLOCKER, null);
  }

  static void enterContainer(Thread thread, Object container) {
    try {
      SET_CONTAINER.invoke(thread, (ThreadContainer) container);
      ON_START.invoke((ThreadContainer) container, thread);
      INHERIT_SCOPED.invoke(thread, (ThreadContainer) container);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("containers throw no checked exceptions", e);
    }
  }

  static void leaveContainer(Thread thread, Object container) {
    try {
      ON_EXIT.invoke((ThreadContainer) container, thread);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("containers throw no checked exceptions", e);
    }
  }

  /// What `Thread.start` does behind its checks.
  static void start(Thread thread) {
    try {
      START.invokeExact(thread);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("start0 throws no checked exceptions", e);
    }
  }

  /// What a thread was made to run, if it is a platform thread or bound to one; null if its class says what it runs.
  static @Nullable Runnable taskOf(Thread thread) {
    try {
      if (thread.isVirtual()) {
        Field task = thread.getClass().getDeclaredField("task");
        return (Runnable) UNSAFE.getReference(thread, UNSAFE.objectFieldOffset(task));
      }
      Object holder = UNSAFE.getReference(thread, UNSAFE.objectFieldOffset(Thread.class, "holder"));
      return (Runnable) UNSAFE.getReference(holder, UNSAFE.objectFieldOffset(holder.getClass(), "task"));
    } catch (NoSuchFieldException e) {
      return null;
    }
  }

  static void seedThreadLocalRandom(Thread thread, long seed) {
    UNSAFE.putLong(thread, RANDOM_SEED, seed);
    UNSAFE.putInt(thread, RANDOM_PROBE, (int) (seed >>> 32) | 1);
    UNSAFE.putInt(thread, RANDOM_SECONDARY, (int) seed | 1);
  }
}
