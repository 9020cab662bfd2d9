package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Clocks;
import dev.weft.check.engine.race.Shadow;
import java.lang.invoke.VarHandle;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What instrumented application code calls, before the instruction itself unless it says "instead of". Each hook returns at
/// once if the caller is not a controlled thread.
///
/// Order inside a hook: count the event, let others run (a schedule point), then record what the operation does to
/// happens-before. The instruction follows with nothing in between.
public final class Hooks {
  /// In the place of an offset: what a call on an object of java.util.concurrent acts on.
  private static final long CALLS = -4;

  private Hooks() {}

  // ---- variables

  public static void readField(@Nullable Object object, int siteId) {
    Task task = Control.current();
    if (task == null || task.initialising != 0 || object == null) {
      return;
    }
    Site site = Sites.at(siteId);
    FieldInfo field = site.field;
    if (field == null) {
      field = resolve(site, object.getClass().getClassLoader());
    }
    if (!field.ignored) {
      access(task, site, field, object, false);
    }
  }

  public static void writeField(@Nullable Object object, int siteId) {
    Task task = Control.current();
    if (task == null || task.initialising != 0 || object == null) {
      return;
    }
    Site site = Sites.at(siteId);
    FieldInfo field = site.field;
    if (field == null) {
      field = resolve(site, object.getClass().getClassLoader());
    }
    if (!field.ignored) {
      access(task, site, field, object, true);
    }
  }

  public static void accessStatic(Class<?> from, int siteId) {
    Task task = Control.current();
    if (task == null || task.initialising != 0) {
      return;
    }
    Site site = Sites.at(siteId);
    FieldInfo field = site.field;
    if (field == null) {
      field = resolve(site, from.getClassLoader());
    }
    Object base = field.base;
    if (!field.ignored && base != null) {
      access(task, site, field, base, site.isWrite());
    }
  }

  private static FieldInfo resolve(Site site, @Nullable ClassLoader loader) {
    FieldInfo field = FieldInfo.resolve(site, loader);
    site.field = field;
    return field;
  }

  private static void access(Task task, Site site, FieldInfo field, Object base, boolean write) {
    Control.event(task, site);
    if (field.isVolatile || field.racy || Control.everyEvent) {
      Control.point(task, site.id, base, field.offset, write);
    }
    Shadow shadow = Control.shadow(base, field.offset);
    Order.access(task, shadow, write);
    if (field.isVolatile) {
      if (write) {
        release(task, shadow);
      } else {
        task.clock = Clocks.join(task.clock, shadow.sync);
      }
    } else if (!field.raceAllowed) {
      if (write) {
        Control.DETECTOR.write(shadow, base, task.id, task.clock, task.events, site.id);
      } else {
        Control.DETECTOR.read(shadow, base, task.id, task.clock, task.events, site.id);
      }
    }
    Trace trace = Control.trace;
    if (trace != null) {
      trace.event(task, site, base, field.offset);
    }
  }

  public static void readElement(@Nullable Object array, int index, int siteId) {
    element(array, index, siteId, false);
  }

  public static void writeElement(@Nullable Object array, int index, int siteId) {
    element(array, index, siteId, true);
  }

  private static void element(@Nullable Object array, int index, int siteId, boolean write) {
    Task task = Control.current();
    if (task == null || task.initialising != 0 || array == null) {
      return;
    }
    plain(task, Sites.at(siteId), array, index, write);
  }

  private static void plain(Task task, Site site, Object base, long offset, boolean write) {
    Control.event(task, site);
    if (site.racy || Control.everyEvent) {
      Control.point(task, site.id, base, offset, write);
    }
    Shadow shadow = Control.shadow(base, offset);
    Order.access(task, shadow, write);
    if (write) {
      Control.DETECTOR.write(shadow, base, task.id, task.clock, task.events, site.id);
    } else {
      Control.DETECTOR.read(shadow, base, task.id, task.clock, task.events, site.id);
    }
    Trace trace = Control.trace;
    if (trace != null) {
      trace.event(task, site, base, offset);
    }
  }

  private static void release(Task task, Shadow shadow) {
    shadow.sync = Clocks.join(shadow.sync, task.clock);
    task.clock = Clocks.tick(task.clock, task.id);
  }

  /// Before an access by a VarHandle; `coordinate` is the object or array, null for a static variable.
  public static void handle(VarHandle handle, @Nullable Object coordinate, long index, boolean plain,
      boolean acquire, boolean release, int siteId) {
    Task task = Control.current();
    if (task == null || task.initialising != 0 || handle == null) {
      return;
    }
    Site site = Sites.at(siteId);
    Object base = coordinate == null ? handle : coordinate;
    long offset = Handles.offset(handle, base, index);
    boolean write = !site.member.startsWith("get") || site.member.startsWith("getAnd");
    if (site.weak) {
      WeakModes.met(site);
    }
    Control.event(task, site);
    Control.point(task, siteId, base, offset, write);
    Shadow shadow = Control.shadow(base, offset);
    Order.access(task, shadow, write);
    if (plain) {
      if (write) {
        Control.DETECTOR.write(shadow, base, task.id, task.clock, task.events, siteId);
      } else {
        Control.DETECTOR.read(shadow, base, task.id, task.clock, task.events, siteId);
      }
    } else {
      JdkHooks.synchronise(task, base, offset, acquire, release);
    }
    Trace trace = Control.trace;
    if (trace != null) {
      trace.event(task, site, base, offset);
    }
  }

  // ---- values, for reports only

  public static void value(boolean value) {
    if (Control.wantsValues) {
      note(value);
    }
  }

  public static void value(char value) {
    if (Control.wantsValues) {
      note(value);
    }
  }

  public static void value(int value) {
    if (Control.wantsValues) {
      note(value);
    }
  }

  public static void value(long value) {
    if (Control.wantsValues) {
      note(value);
    }
  }

  public static void value(float value) {
    if (Control.wantsValues) {
      note(value);
    }
  }

  public static void value(double value) {
    if (Control.wantsValues) {
      note(value);
    }
  }

  public static void value(@Nullable Object value) {
    if (Control.wantsValues) {
      note(value);
    }
  }

  private static void note(@Nullable Object value) {
    Task task = Control.current();
    if (task != null && task.initialising == 0) {
      Control.value(value);
    }
  }

  // ---- monitors

  /// Instead of `monitorenter`.
  public static void enter(Object object, int siteId) {
    Task task = Control.current();
    if (object == null) {
      throw new NullPointerException("synchronized on null");
    }
    if (task != null) {
      Monitors.enter(task, object, siteId);
    }
  }

  /// Instead of `monitorexit`.
  public static void exit(Object object, int siteId) {
    Task task = Control.current();
    if (task != null && !Control.hasEnded()) {
      Monitors.exit(task, object, siteId);
    }
  }

  /// Instead of `Object.wait`.
  public static void await(Object object, long millis, int siteId) throws InterruptedException {
    Task task = Control.current();
    if (task == null) {
      object.wait(millis);
    } else if (millis < 0) {
      throw new IllegalArgumentException("timeout value is negative");
    } else {
      Monitors.await(task, object, millis > Long.MAX_VALUE / 1_000_000 ? 0 : millis * 1_000_000, siteId);
    }
  }

  /// Instead of `Object.wait` with nanoseconds.
  public static void await(Object object, long millis, int nanos, int siteId) throws InterruptedException {
    await(object, nanos > 0 && millis < Long.MAX_VALUE ? millis + 1 : millis, siteId);
  }

  /// Instead of `Object.notify`.
  public static void notify(Object object, int siteId) {
    notify(object, siteId, false);
  }

  /// Instead of `Object.notifyAll`.
  public static void notifyAll(Object object, int siteId) {
    notify(object, siteId, true);
  }

  private static void notify(Object object, int siteId, boolean all) {
    Task task = Control.current();
    if (task != null) {
      Monitors.notify(task, object, all, siteId);
    } else if (all) {
      object.notifyAll();
    } else {
      object.notify();
    }
  }

  /// Instead of `Thread.holdsLock`.
  public static boolean holdsLock(Object object) {
    Task task = Control.current();
    return task == null ? Thread.holdsLock(object) : Monitors.holds(task, object);
  }

  // ---- calls into the JDK

  /// Before a call on an object of java.util.concurrent, or a static method there (`target` is null).
  public static void call(@Nullable Object target, int siteId) {
    Task task = Control.current();
    if (task == null || task.initialising != 0) {
      return;
    }
    call(task, target, Sites.at(siteId));
  }

  private static void call(Task task, @Nullable Object target, Site site) {
    if (site.weak) {
      WeakModes.met(site);
    }
    Control.event(task, site);
    Control.point(task, site.id, target, 0, true);
    if (target != null) {
      if (!site.asksForLock) {
        Order.access(task, Control.shadow(target, CALLS), site.changes);
      }
      LockSites.called(target, site);
      if (LostSignals.isSignal(target, site)) {
        LostSignals.signalled(target, site.id);
      }
    }
    Trace trace = Control.trace;
    if (trace != null) {
      trace.event(task, site, target);
    }
  }

  /// Before a call on a JDK object whose class decides what it means: a collection, a string builder, a format.
  public static void contents(@Nullable Object target, int siteId) {
    Task task = Control.current();
    if (task == null || task.initialising != 0 || target == null) {
      return;
    }
    Site site = Sites.at(siteId);
    switch (Receivers.of(target, site.member)) {
      case NONE -> { }
      case SHARED -> call(task, target, site);
      case UNGUARDED -> contents(task, target, siteId);
      case ITERATOR -> {
        Object walked = Receivers.walked(target);
        if (walked != null) {
          contents(task, walked, siteId);
        }
      }
    }
  }

  private static void contents(Task task, Object target, int siteId) {
    Site site = Sites.at(siteId);
    plain(task, site, target, 0, site.kind == Site.Kind.WRITE_CONTENTS);
  }

  /// Before a call of a method of Thread.
  public static void thread(@Nullable Object target, int siteId) {
    Task task = Control.current();
    if (task != null && task.initialising == 0) {
      Site site = Sites.at(siteId);
      Control.event(task, site);
      Control.point(task, siteId, target, 0, true);
      Trace trace = Control.trace;
      if (trace != null) {
        trace.event(task, site, target);
      }
    }
  }

  /// Before `Thread.onSpinWait` and `Thread.yield`.
  public static void spin(int siteId) {
    Task task = Control.current();
    if (task != null && task.initialising == 0) {
      Control.yieldPoint(task, Sites.at(siteId));
    }
  }

  // ---- class initialisers

  public static void initialiserBegins(Class<?> type) {
    Task task = Control.current();
    if (task != null) {
      if (task.initialising++ == 0 && task.id != 0) {
        Statics.initialisedBy(task);
      }
      Initialisers.begins(task, type);
    }
  }

  public static void initialiserEnds(Class<?> type, boolean failed) {
    Task task = Control.current();
    if (task != null) {
      task.initialising--;
      Initialisers.ends(task, type, failed);
    }
  }

  /// Before an instruction that may initialise the class that its site names; only where initialisers are explored.
  public static void uses(Class<?> from, int siteId) {
    Task task = Control.current();
    if (task != null) {
      Initialisers.used(task, from, siteId);
    }
  }

  /// After the creation of a lambda whose body is a static method of the class that creates it; only where initialisers are explored.
  public static void bodyIn(Object lambda, Class<?> type) {
    if (Control.current() != null) {
      Initialisers.bodyIn(lambda, type);
    }
  }

  /// At the end of a class initialiser: from now on the class is set anew before each schedule.
  public static void initialised(Class<?> type) {
    Statics.add(type);
  }

  /// Instead of setting a static field whose object must stay the same, when a class is set anew.
  public static void renew(@Nullable Object kept, @Nullable Object fresh, String field) {
    Statics.renew(kept, fresh, field);
  }

  // ---- identity

  /// After a constructor of the JDK, or the first one of a class of the program.
  public static void created(Object object) {
    if (Control.current() != null) {
      Hashes.stamp(object);
    }
  }

  /// Before `hashCode` of any object.
  public static void hashed(@Nullable Object object) {
    if (object != null && Control.current() != null) {
      Hashes.stamp(object);
    }
  }

  /// Instead of `System.identityHashCode`.
  public static int identityHashCode(@Nullable Object object) {
    hashed(object);
    return System.identityHashCode(object);
  }

  // ---- instead of asking the machine

  public static long nanoTime() {
    return Control.current() == null ? System.nanoTime() : VirtualClock.read();
  }

  public static long currentTimeMillis() {
    return Control.current() == null ? System.currentTimeMillis() : VirtualClock.readMillis();
  }

  public static long nanoTimeAdjustment(long offsetSeconds) {
    return Control.current() == null ? jdk.internal.misc.VM.getNanoTimeAdjustment(offsetSeconds)
        : VirtualClock.readAdjustment(offsetSeconds);
  }

  public static double random() {
    return Control.current() == null ? Math.random() : Chance.unit();
  }

  /// The seed of a `new Random()`.
  public static long seed() {
    return Control.current() == null ? System.nanoTime() * 31 : Chance.next();
  }

  /// Instead of `Collections.shuffle` without a generator: the JDK's own one is older than the schedule.
  public static void shuffle(List<?> list) {
    if (Control.current() == null) {
      Collections.shuffle(list);
    } else {
      Collections.shuffle(list, new Random(Chance.next()));
    }
  }

  /// Instead of `System.exit`, `Runtime.exit` and `Runtime.halt`: the schedule ends here.
  public static void end(int status) {
    Task task = Control.current();
    if (task == null) {
      System.exit(status);
    } else {
      Control.exitFrom(task);
    }
  }

  public static void end(Runtime runtime, int status) {
    end(status);
  }
}
