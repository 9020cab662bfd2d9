package dev.weft.check.engine.strategy;

import dev.weft.check.engine.runtime.Task;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// What one step of a task touches: variables by number and whether it wrote. Two steps are dependent if they touch the same
/// variable and one of them writes.
///
/// Objects are numbered in the order in which a schedule first touches them or has a task about to touch them, so that the same
/// object has the same number in every schedule with the same beginning. Classes (static variables) have numbers of their own,
/// from their names, and tasks from theirs.
///
/// Called while a task of the program is the current one, so nothing here (nor in the other parts of [Dpor]) may be a lambda: its
/// first use would run instrumented code of the JDK, whose steps would count as the task's.
public final class Footprint {
  /// The number of an object that was not touched.
  static final int UNKNOWN = -1;
  private static final int FIRST_TASK = 0x40000000;

  private IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();
  private long[] keys = new long[16];
  private int[] types = new int[16];
  private boolean[] writes = new boolean[16];
  private int size;
  private boolean uncertain;

  /// One step's footprint, no longer changing.
  ///
  /// @param types of the objects, by the hash of their class
  /// @param fresh numbers from this one on were given in this step
  record Step(long[] keys, int[] types, boolean[] writes, int fresh) {
    static final Step EMPTY = new Step(new long[0], new int[0], new boolean[0], Integer.MAX_VALUE);

    /// True if this and another step of the same schedule depend on each other.
    boolean conflicts(Step other) {
      return conflicts(other, false);
    }

    /// True if this and a step of another schedule, from the same state, may depend on each other: objects that both touched
    /// first may be the same one.
    boolean mayConflict(Step other) {
      return conflicts(other, true);
    }

    private boolean conflicts(Step other, boolean guess) {
      for (int i = 0; i < keys.length; i++) {
        for (int j = 0; j < other.keys.length; j++) {
          boolean same = guess && isFresh(i) && other.isFresh(j)
              ? types[i] == other.types[j] && (int) keys[i] == (int) other.keys[j] : keys[i] == other.keys[j];
          if (same && (writes[i] || other.writes[j])) {
            return true;
          }
        }
      }
      return false;
    }

    private boolean isFresh(int i) {
      return keys[i] >= 0 && keys[i] >>> 32 >= fresh && keys[i] >>> 32 < FIRST_TASK;
    }

  }

  /// The running task has looked at something that is no variable (the clock, another thread's state): what it does next may
  /// depend on steps that do not conflict with its own.
  public void uncertain() {
    uncertain = true;
  }

  boolean isUncertain() {
    return uncertain;
  }

  void restart() {
    numbers = new IdentityHashMap<>();
    size = 0;
  }

  int known() {
    return numbers.size();
  }

  /// The number of an object in this schedule, [#UNKNOWN] if it was not touched.
  int numberOf(@Nullable Object object) {
    return object == null ? UNKNOWN : object instanceof Task task ? ofTask(task) : numbers.getOrDefault(object, UNKNOWN);
  }

  private static int ofTask(Task task) {
    return FIRST_TASK + task.id;
  }

  /// Some task is about to touch the object: from this state on it can be told apart from others, whoever touches it first.
  void meet(@Nullable Object object) {
    if (object != null) {
      number(object);
    }
  }

  /// The running task touches a variable.
  public void touch(Object base, long offset, boolean write) {
    long number = base instanceof Class<?> type ? type.getName().hashCode() | 0x80000000L : number(base);
    long key = number << 32 | offset & 0xffffffffL;
    for (int i = 0; i < size; i++) {
      if (keys[i] == key) {
        writes[i] |= write;
        return;
      }
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      types = Arrays.copyOf(types, size * 2);
      writes = Arrays.copyOf(writes, size * 2);
    }
    keys[size] = key;
    types[size] = base.getClass().getName().hashCode();
    writes[size++] = write;
  }

  private int number(Object object) {
    if (object instanceof Task task) {
      return ofTask(task);
    }
    Integer known = numbers.get(object);
    if (known == null) {
      known = numbers.size();
      numbers.put(object, known);
    }
    return known;
  }

  /// Ends a step that has been taken before; true if it touched the same.
  boolean repeats(Step before) {
    boolean same = Arrays.equals(keys, 0, size, before.keys, 0, before.keys.length)
        && Arrays.equals(writes, 0, size, before.writes, 0, before.writes.length);
    size = 0;
    return same;
  }

  /// Forgets what was touched since the last step.
  void drop() {
    size = 0;
  }

  /// Ends a step that began when `fresh` objects were known.
  Step take(int fresh) {
    Step step = new Step(Arrays.copyOf(keys, size), Arrays.copyOf(types, size), Arrays.copyOf(writes, size), fresh);
    size = 0;
    return step;
  }
}
