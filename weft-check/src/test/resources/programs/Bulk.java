import java.lang.ref.Cleaner;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The JDK accesses variables of the program for it. */
class Bulk {
  static final Object LOCK = new Object();
  final int[] numbers = new int[4];
  final int[] source = new int[4];
  /** What one compiler calls the array of an enum's constants, which values() copies. */
  static final int[] ENUM$VALUES = new int[4];
  int field;
  volatile boolean done;

  static void both(Runnable first, Runnable second) throws InterruptedException {
    Thread one = new Thread(first, "first");
    Thread two = new Thread(second, "second");
    one.start();
    two.start();
    one.join();
    two.join();
  }

  static Field named(String name) {
    try {
      return Bulk.class.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  void count() {
    try {
      Field counted = named("field");
      counted.setInt(this, counted.getInt(this) + 1);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  void publish() {
    try {
      field = 1;
      named("done").setBoolean(this, true);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  static int taken(BlockingQueue<Integer> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls that throw have accessed nothing. */
  void failing(int[] data) {
    long[] others = new long[4];
    Field none = null;
    fails(IndexOutOfBoundsException.class, () -> System.arraycopy(data, 0, source, 0, 5));
    fails(IndexOutOfBoundsException.class, () -> System.arraycopy(data, 2, source, -1, 2));
    fails(ArrayStoreException.class, () -> System.arraycopy(data, 0, others, 0, 4));
    fails(NullPointerException.class, () -> {
      try {
        none.get(this);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  static void fails(Class<? extends Throwable> how, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      check(how.isInstance(e), e);
      return;
    }
    throw new AssertionError("nothing thrown");
  }

  static Runnable locked(Runnable action) {
    return () -> {
      synchronized (LOCK) {
        action.run();
      }
    };
  }

  static void check(boolean right, Object what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }

  void run(String how) throws InterruptedException {
    int[] copy = new int[4];
    Runnable fill = () -> Arrays.fill(numbers, 1);
    Runnable read = () -> System.arraycopy(numbers, 0, copy, 0, 4);
    switch (how) {
      case "copy" -> both(() -> numbers[3] = 1, read);
      case "clone" -> both(() -> numbers[3] = 1, () -> check(numbers.clone().length == 4, "length"));
      case "fill" -> both(fill, () -> check(numbers[1] <= 1, "filled"));
      case "element" -> both(() -> Array.setInt(numbers, 1, 1), () -> check(Array.getInt(numbers, 1) <= 1, "element"));
      case "field" -> both(this::count, this::count);
      case "set" -> both(() -> Arrays.setAll(numbers, i -> i), () -> numbers[3] = 1);
      case "set after" -> {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(4);
        both(() -> {
          numbers[0] = 1;
          queue.addAll(List.of(2, 3, 4, 5));
        }, () -> Arrays.setAll(numbers, i -> taken(queue)));
        check(numbers[0] == 2, numbers[0]);
      }
      case "failing" -> both(() -> failing(numbers), () -> Arrays.fill(numbers, 1));
      case "constants" -> both(() -> System.arraycopy(ENUM$VALUES, 0, copy, 0, 4), () -> ENUM$VALUES[0] = 1);
      case "locked" -> both(locked(fill), locked(read));
      case "halves" -> both(() -> Arrays.fill(numbers, 0, 2, 1), () -> Arrays.sort(numbers, 2, 4));
      case "counted" -> {
        both(locked(this::count), locked(this::count));
        check(field == 2, field);
      }
      case "published" -> both(this::publish, () -> check(!done || field == 1, "early"));
      case "cleaned" -> {
        Cleaner.Cleanable cleanable = Cleaner.create().register(this, () -> copy[0]++);
        both(locked(cleanable::clean), locked(cleanable::clean));
        check(copy[0] == 1, copy[0]);
      }
      default -> throw new IllegalArgumentException(how);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    new Bulk().run(args[0]);
  }
}
