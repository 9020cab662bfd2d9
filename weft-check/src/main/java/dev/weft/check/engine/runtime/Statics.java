package dev.weft.check.engine.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sets the static state of the explored program anew before each schedule, by running the class initialisers again in
/// the order in which they ran first. The agent copies each initialiser into a method for that.
///
/// This is what a new class loader per schedule would give, at a hundredth of its cost.
public final class Statics {
  /// The method in which the agent puts the copy of the initialiser.
  public static final String RESET = "weft$reset";
  private static final Set<Class<?>> KNOWN = new HashSet<>();
  private static final List<MethodHandle> RESETS = new ArrayList<>();

  private static String elsewhere = "";
  private static String unresettable = "";

  private Statics() {}

  /// A class was first used by a thread that is not the main one.
  static void initialisedBy(Task task) {
    if (elsewhere.isEmpty()) {
      elsewhere = task.name();
    }
  }

  /// The first thread besides main that initialised a class, or empty: initialisers are one step each, so a deadlock between two of
  /// them is not among the schedules.
  public static String initialisedElsewhere() {
    return elsewhere;
  }

  /// Why the static state of some class cannot be set anew, or empty.
  public static String cannotReset() {
    return unresettable;
  }

  /// Gives what a field refers to the state of a fresh one.
  static void renew(@Nullable Object kept, @Nullable Object fresh, String field) {
    if (!Renewal.renew(kept, fresh) && unresettable.isEmpty()) {
      unresettable = field + " cannot be set anew";
    }
  }

  static void add(Class<?> type) {
    Task task = Turns.current;
    Turns.current = null;
    try {
      if (KNOWN.add(type)) {
        RESETS.add(MethodHandles.privateLookupIn(type, MethodHandles.lookup())
            .findStatic(type, RESET, MethodType.methodType(void.class)));
      }
    } catch (NoSuchMethodException e) {
      // An initialiser that sets nothing but constants has no copy.
      return;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot set the static fields of " + type + " anew", e);
    } finally {
      Turns.current = task;
    }
  }

  /// Runs in the main task, before the program: threads started by an initialiser are controlled too.
  public static void reset() throws Throwable {
    Task task = Turns.current();
    if (RESETS.isEmpty() || task == null) {
      return;
    }
    task.initialising++;
    try {
      for (MethodHandle reset : List.copyOf(RESETS)) {
        reset.invokeExact();
      }
    } finally {
      task.initialising--;
    }
  }

  /// The program's classes are loaded anew: these are not used again.
  public static void forget() {
    KNOWN.clear();
    RESETS.clear();
  }

  /// How many classes are set anew.
  public static int count() {
    return RESETS.size();
  }
}
