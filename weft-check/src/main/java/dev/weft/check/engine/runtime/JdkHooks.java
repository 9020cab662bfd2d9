package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Clocks;
import dev.weft.check.engine.race.Shadow;
import java.lang.invoke.VarHandle;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/// What instrumented JDK classes call. A hook at the start of a method answers whether the method is thereby done: true (or
/// a value that is not [#NOT_OURS]) returns at once, false goes on with the JDK's own code.
public final class JdkHooks {
  /// The calling thread, or the thread asked about, is not controlled.
  public static final int NOT_OURS = -1;

  private JdkHooks() {}

  private static @Nullable Task taskOf(@Nullable Thread thread) {
    return thread == null || Control.current == null ? null : Control.BY_THREAD.get(thread);
  }

  // ---- Thread

  public static boolean start(Thread thread) {
    Task task = Control.current();
    if (task == null) {
      return false;
    }
    Threads.start(task, thread, null);
    return true;
  }

  public static boolean start(Thread thread, Object container) {
    Task task = Control.current();
    if (task == null) {
      return false;
    }
    Threads.start(task, thread, container);
    return true;
  }

  /// Instead of `Thread.dispatchUncaughtException`, which the JVM calls at the end of a thread.
  public static boolean uncaught(Thread thread, Throwable error) {
    Task task = Control.current();
    if (task == null || task.thread != thread) {
      return false;
    }
    Threads.uncaught(task, error);
    return true;
  }

  /// After `Thread.exit`, the last that a thread does.
  public static void exited(Thread thread) {
    Task task = Control.current();
    if (task != null && task.thread == thread) {
      Threads.exit(task);
      PlatformThreads.ended(task);
    }
  }

  public static void virtualCreated(Thread thread, Runnable body) {
    if (Control.current() != null) {
      Threads.virtualCreated(thread, body);
    }
  }

  public static boolean join(Thread thread, long millis) throws InterruptedException {
    Task task = Control.current();
    Task other = task == null ? null : taskOf(thread);
    if (task == null || other == null || millis < 0) {
      return false;
    }
    Threads.join(task, other, millis == 0 ? Task.NEVER : VirtualClock.afterMillis(millis));
    return true;
  }

  public static int joinNanos(Thread thread, long nanos) throws InterruptedException {
    Task task = Control.current();
    Task other = task == null ? null : taskOf(thread);
    if (task == null || other == null) {
      return NOT_OURS;
    }
    return Threads.join(task, other, nanos == 0 ? Task.NEVER : VirtualClock.after(nanos)) ? 1 : 0;
  }

  public static boolean sleep(long nanos) throws InterruptedException {
    Task task = Control.current();
    if (task == null) {
      return false;
    }
    Threads.sleep(task, nanos);
    return true;
  }

  /// `Thread.yield` of JDK code; call sites in application code are schedule points themselves.
  public static boolean yieldNow() {
    return Control.current() != null;
  }

  public static boolean interrupt(Thread thread) {
    Task task = Control.current();
    Task other = task == null ? null : taskOf(thread);
    if (task == null || other == null) {
      return false;
    }
    Threads.interrupt(task, other);
    return true;
  }

  public static int isInterrupted(Thread thread) {
    Task task = Control.current();
    Task other = task == null ? null : taskOf(thread);
    return task == null || other == null ? NOT_OURS : Threads.isInterrupted(task, other) ? 1 : 0;
  }

  public static int clearInterrupt(Thread thread) {
    Task task = Control.current();
    return task == null || task.thread != thread ? NOT_OURS : Threads.clearInterrupt(task) ? 1 : 0;
  }

  public static int alive(Thread thread) {
    Task task = Control.current();
    Task other = task == null ? null : taskOf(thread);
    if (task == null || other == null) {
      return NOT_OURS;
    }
    Control.touch(other, 0, false);
    if (other.state != Task.State.DONE) {
      return 1;
    }
    task.clock = Clocks.join(task.clock, other.clock);
    return 0;
  }

  public static Thread.@Nullable State state(Thread thread) {
    Task task = Control.current();
    Task other = task == null ? null : taskOf(thread);
    return task == null || other == null ? null : Threads.state(task, other);
  }

  // ---- SecureRandom

  public static boolean nextBytes(Object generator, byte[] bytes) {
    if (Control.current() == null) {
      return false;
    }
    Chance.fill(bytes);
    return true;
  }

  public static byte @Nullable [] generateSeed(Object generator, int length) {
    if (Control.current() == null || length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    Chance.fill(bytes);
    return bytes;
  }

  // ---- LockSupport and Unsafe

  public static boolean park() {
    return park(null);
  }

  public static boolean park(@Nullable Object blocker) {
    Task task = Control.current();
    if (task == null) {
      return false;
    }
    Parking.park(task, blocker, Task.NEVER);
    return true;
  }

  public static boolean parkNanos(long nanos) {
    return parkNanos(null, nanos);
  }

  public static boolean parkNanos(@Nullable Object blocker, long nanos) {
    Task task = Control.current();
    if (task == null) {
      return false;
    }
    if (nanos > 0) {
      Parking.park(task, blocker, VirtualClock.after(nanos));
    }
    return true;
  }

  public static boolean parkUntil(long millis) {
    return parkUntil(null, millis);
  }

  public static boolean parkUntil(@Nullable Object blocker, long millis) {
    Task task = Control.current();
    if (task == null) {
      return false;
    }
    Parking.park(task, blocker, VirtualClock.atMillis(millis));
    return true;
  }

  public static boolean unpark(@Nullable Thread thread) {
    Task task = Control.current();
    Task other = task == null ? null : taskOf(thread);
    if (task == null || other == null) {
      return false;
    }
    Parking.unpark(task, other);
    return true;
  }

  /// Instead of `Unsafe.park`.
  public static void park(Unsafe unsafe, boolean absolute, long time) {
    Task task = Control.current();
    if (task == null) {
      unsafe.park(absolute, time);
    } else {
      Parking.park(task, null, absolute ? VirtualClock.atMillis(time) : time == 0 ? Task.NEVER : VirtualClock.after(time));
    }
  }

  /// Instead of `Unsafe.unpark`.
  public static void unpark(Unsafe unsafe, @Nullable Object thread) {
    if (!(thread instanceof Thread t) || !unpark(t)) {
      unsafe.unpark(thread);
    }
  }

  /// Before a future is completed by an exception.
  public static void failed(Throwable error) {
    Task task = Control.current();
    if (task != null) {
      Swallowed.met(task, error);
    }
  }

  // ---- happens-before inside java.util.concurrent

  public static void readVolatile(@Nullable Object object, int siteId) {
    access(object, siteId, true, false);
  }

  public static void writeVolatile(@Nullable Object object, int siteId) {
    access(object, siteId, false, true);
  }

  private static void access(@Nullable Object object, int siteId, boolean acquire, boolean release) {
    Task task = Control.current();
    if (task == null || object == null) {
      return;
    }
    Site site = Sites.at(siteId);
    FieldInfo field = site.field;
    if (field == null) {
      field = FieldInfo.resolve(site, null);
      site.field = field;
    }
    if (field.isVolatile && !field.ignored) {
      synchronise(task, object, field.offset, acquire, release);
    }
  }

  /// Before an access by Unsafe to a variable of an object.
  public static void unsafe(@Nullable Object object, long offset, boolean acquire, boolean release) {
    Task task = Control.current();
    if (task != null && object != null) {
      synchronise(task, object, offset, acquire, release);
    }
  }

  /// Before an access by a VarHandle in JDK code; `coordinate` is the object or array, null for a static variable.
  public static void handle(VarHandle handle, @Nullable Object coordinate, long index, boolean acquire, boolean release) {
    Task task = Control.current();
    if (task != null) {
      Object base = coordinate == null ? handle : coordinate;
      synchronise(task, base, Handles.offset(handle, base, index), acquire, release);
    }
  }

  /// Before an access that orders nothing, to a variable that is accessed otherwise too: a plain or opaque one of an atomic's value.
  public static void weak(@Nullable Object object, long offset, boolean write) {
    Task task = Control.current();
    if (task != null && object != null && !task.quiet) {
      Control.touch(object, offset, write);
    }
  }

  /// The same by a VarHandle; `coordinate` is the object or array, null for a static variable.
  public static void weak(VarHandle handle, @Nullable Object coordinate, long index, boolean write) {
    Object base = coordinate == null ? handle : coordinate;
    weak(base, Handles.offset(handle, base, index), write);
  }

  static void synchronise(Task task, Object base, long offset, boolean acquire, boolean release) {
    if (task.quiet) {
      return;
    }
    Control.touch(base, offset, release);
    Shadow shadow = Control.shadow(base, offset);
    if (acquire) {
      task.clock = Clocks.join(task.clock, shadow.sync);
    }
    if (release) {
      shadow.sync = Clocks.join(shadow.sync, task.clock);
      task.clock = Clocks.tick(task.clock, task.id);
    }
  }


  /// Before a synchronized wrapper calls the collection that it guards; no schedule point, the application's call was one.
  public static void guarded(@Nullable Object collection, boolean write) {
    Task task = Control.current();
    if (task == null || task.initialising != 0 || collection == null
        || Receivers.of(collection) != Receivers.Role.UNGUARDED) {
      return;
    }
    Shadow shadow = Control.shadow(collection, 0);
    if (write) {
      Control.DETECTOR.write(shadow, collection, task.id, task.clock, task.events, task.site);
    } else {
      Control.DETECTOR.read(shadow, collection, task.id, task.clock, task.events, task.site);
    }
  }

  // ---- real monitors inside the JDK

  /// Before JDK code enters a real monitor: ours first, and no preemption while the real one is held.
  public static void enterReal(@Nullable Object object) {
    Task task = Control.current();
    if (task != null && object != null) {
      Monitors.enter(task, object, 0);
      task.atomic++;
    }
  }

  public static void exitReal(@Nullable Object object) {
    Task task = Control.current();
    if (task != null && object != null && Monitors.holds(task, object)) {
      task.atomic--;
      Monitors.exit(task, object, 0);
    }
  }
}
