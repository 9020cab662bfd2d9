package dev.weft.check.engine.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Weft's own words for what a parked thread waits for, and who could end the wait: its waiters are what threads are parked with, and
/// every one of them can say both (`Waiting`). By reflection, because the program's class loader has that class.
final class WeftWaits {
  private static final String WAITING = "dev.weft.internal.run.Waiting";

  private static final String FIBER = "dev.weft.internal.fiber.FiberTask";
  /// A mutex as it is waited for: its name, and where it was locked.
  private static final Pattern LOCK = Pattern.compile("lock (mutex .*), locked at ([^,]*)");

  /// Reports have that verb already.
  private static final String WAIT = "wait for ";

  private static final Pattern HELD = Pattern.compile(", held by (.*)");

  /// What Weft adds to a name; reports of the checker say it in a sentence of its own.
  private static final String ENDED = " (which has ended)";

  private record Door(MethodHandle reasons, MethodHandle holders) {}

  private static final ClassValue<List<Door>> DOORS = new ClassValue<>() {
    @Override
    protected List<Door> computeValue(Class<?> type) {
      Class<?> waiting = find(type);
      return waiting == null ? List.of() : List.of(door(waiting));
    }
  };

  /// `Fiber.name`.
  private static final ClassValue<MethodHandle> NAMES = new ClassValue<>() {
    @Override
    protected MethodHandle computeValue(Class<?> type) {
      try {
        return MethodHandles.publicLookup().findVirtual(type, "name", MethodType.methodType(String.class));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the program uses another version of Weft", e);
      }
    }
  };

  private WeftWaits() {}

  private static @Nullable Class<?> find(@Nullable Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Class<?> i : c.getInterfaces()) {
        if (i.getName().equals(WAITING)) {
          return i;
        }
      }
    }
    return null;
  }

  private static Door door(Class<?> waiting) {
    try {
      MethodType list = MethodType.methodType(List.class);
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      return new Door(lookup.findVirtual(waiting, "reasons", list), lookup.findVirtual(waiting, "holders", list));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the program uses another version of Weft", e);
    }
  }

  static boolean isWait(@Nullable Object blocker) {
    return blocker != null && !DOORS.get(blocker.getClass()).isEmpty();
  }

  /// Such as `receive from channel jobs: rendezvous`; several for a select.
  static List<String> reasons(Object blocker) {
    return call(DOORS.get(blocker.getClass()).getFirst().reasons, blocker).stream()
        .map(reason -> String.valueOf(reason).replace(ENDED, "")).toList();
  }

  /// The name of the fiber whose body a thread runs; null if it runs none.
  static @Nullable String fiberName(@Nullable Runnable body) {
    if (body == null || !body.getClass().getName().equals(FIBER)) {
      return null;
    }
    try {
      return (String) NAMES.get(body.getClass()).invoke(body);
    } catch (Throwable e) {
      throw new IllegalStateException("a fiber cannot say its name", e);
    }
  }

  /// All that would end the wait, such as `to receive from channel jobs`. Who holds what is said by the report in its own way where it is known; who took permits, here.
  static String describe(Object blocker, Labels labels) {
    boolean owned = !holders(blocker).isEmpty();
    List<String> reasons = reasons(blocker).stream()
        .map(reason -> owned || LOCK.matcher(reason).lookingAt() ? HELD.matcher(reason).replaceFirst("") : reason).toList();
    String all = String.join(" or ", reasons);
    return labels.numbered(reasons.size() > 1 ? "to select: " + all : all.startsWith(WAIT) ? all.substring(WAIT.length()) : "to " + all);
  }

  /// The mutexes of Weft's that a task holds and another waits for.
  static List<Failure.Held> heldBy(Task holder, Labels labels) {
    List<Failure.Held> held = new ArrayList<>();
    for (int i = 0; i < Tasks.count; i++) {
      Object blocker = Tasks.all[i].blocker;
      if (Tasks.all[i].state == Task.State.PARKED && blocker != null && isWait(blocker) && holders(blocker).contains(holder)) {
        Matcher lock = LOCK.matcher(reasons(blocker).getFirst());
        if (lock.lookingAt()) {
          Failure.Held one = new Failure.Held(labels.numbered(lock.group(1)), lock.group(2), false);
          if (!held.contains(one)) {
            held.add(one);
          }
        }
      }
    }
    return held;
  }

  /// The name of the fiber that holds the mutex for which a task waits, if that fiber has ended; else empty.
  static String endedHolder(Task task) {
    Object blocker = task.blocker;
    if (task.state != Task.State.PARKED || blocker == null || !isWait(blocker) || !holders(blocker).isEmpty()) {
      return "";
    }
    List<String> reasons = reasons(blocker);
    Matcher held = HELD.matcher(reasons.getFirst());
    return reasons.size() == 1 && LOCK.matcher(reasons.getFirst()).lookingAt() && held.find() ? held.group(1) : "";
  }

  /// The controlled threads all of which must act before the wait can end; empty if others could end it.
  static List<Task> holders(Object blocker) {
    List<Task> tasks = new ArrayList<>();
    for (Object holder : call(DOORS.get(blocker.getClass()).getFirst().holders, blocker)) {
      if (holder instanceof Thread thread && Tasks.BY_THREAD.get(thread) instanceof Task task) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  /// Weft's code runs as the checker's here: its hooks let it pass.
  private static List<?> call(MethodHandle method, Object blocker) {
    List<?>[] result = {List.of()};
    Turns.uncontrolled(() -> {
      try {
        result[0] = (List<?>) method.invoke(blocker);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("a waiter of Weft's cannot say what it waits for", e);
      }
    });
    return result[0];
  }
}
