package dev.weft.check.engine.runtime;

import org.jspecify.annotations.Nullable;

/// What class initialisers of the program call, and code that may start one.
public final class InitialiserHooks {
  private InitialiserHooks() {}

  public static void initialiserBegins(Class<?> type) {
    Task task = Turns.current();
    if (task != null) {
      if (task.initialising++ == 0 && task.id != 0) {
        Statics.initialisedBy(task);
      }
      Initialisers.begins(task, type);
    }
  }

  public static void initialiserEnds(Class<?> type, boolean failed) {
    Task task = Turns.current();
    if (task != null) {
      task.initialising--;
      Initialisers.ends(task, type, failed);
    }
  }

  /// Before an instruction that may initialise the class that its site names; only where initialisers are explored.
  public static void uses(Class<?> from, int siteId) {
    Task task = Turns.current();
    if (task != null) {
      Initialisers.used(task, from, siteId);
    }
  }

  /// After the creation of a lambda whose body is a static method of the class that creates it; only where initialisers are explored.
  public static void bodyIn(Object lambda, Class<?> type) {
    if (Turns.current() != null) {
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
}
