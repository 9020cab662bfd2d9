package dev.weft.check.engine.runtime;

import org.jspecify.annotations.Nullable;

/// What instrumented application code calls with the value that an access has read or will write. Only reports want to know.
public final class ValueHooks {
  private ValueHooks() {}

  public static void value(boolean value) {
    if (Points.wantsValues) {
      note(value);
    }
  }

  public static void value(char value) {
    if (Points.wantsValues) {
      note(value);
    }
  }

  public static void value(int value) {
    if (Points.wantsValues) {
      note(value);
    }
  }

  public static void value(long value) {
    if (Points.wantsValues) {
      note(value);
    }
  }

  public static void value(float value) {
    if (Points.wantsValues) {
      note(value);
    }
  }

  public static void value(double value) {
    if (Points.wantsValues) {
      note(value);
    }
  }

  public static void value(@Nullable Object value) {
    if (Points.wantsValues) {
      note(value);
    }
  }

  private static void note(@Nullable Object value) {
    Task task = Turns.current();
    if (task != null && task.initialising == 0) {
      Points.value(value);
    }
  }
}
