import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** What the program inherits from the JDK does what it does there; what it has itself is its own affair. */
class Subclasses {
  static class Counter extends AtomicInteger { }

  static class Guard extends ReentrantLock { }

  interface Names extends List<String> { }

  static class NameList extends ArrayList<String> implements Names { }

  static class Cache extends LinkedHashMap<String, String> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
      return size() > 1;
    }
  }

  static class SafeList extends ArrayList<String> {
    @Override
    public synchronized boolean add(String name) {
      return super.add(name);
    }

    synchronized boolean both(String name) {
      return add(name) && contains(name);
    }
  }

  static class Halves extends RecursiveTask<Integer> {
    private final int[] shared;
    private final boolean half;

    Halves(int[] shared, boolean half) {
      this.shared = shared;
      this.half = half;
    }

    @Override
    protected Integer compute() {
      if (half) {
        return shared[0]++;
      }
      Halves one = new Halves(shared, true);
      Halves two = new Halves(shared, true);
      one.fork();
      return two.compute() + one.join();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    switch (args[0]) {
      case "atomic" -> {
        var counter = new Counter();
        both(() -> counter.set(counter.get() + 1), () -> counter.set(counter.get() + 1));
        check(counter.get() == 2);
      }
      case "lock" -> {
        var one = new Guard();
        var two = new Guard();
        both(() -> nest(one, two), () -> nest(two, one));
      }
      case "interface" -> {
        Names names = new NameList();
        both(() -> names.add("a"), () -> names.add("b"));
      }
      case "collection" -> {
        Map<String, String> cache = new Cache();
        both(() -> cache.put("a", ""), () -> cache.get("b"));
      }
      case "reference" -> {
        var names = new NameList();
        java.util.function.Consumer<String> add = names::add;
        both(() -> add.accept("a"), () -> add.accept("b"));
      }
      case "task" -> new ForkJoinPool(2).invoke(new Halves(new int[1], false));
      case "guarded" -> {
        List<String> names = new SafeList();
        both(() -> names.add("a"), () -> ((SafeList) names).both("b"));
        check(names.size() == 2);
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void nest(Guard outer, Guard inner) {
    outer.lock();
    inner.lock();
    inner.unlock();
    outer.unlock();
  }

  private static void check(boolean right) {
    if (!right) {
      throw new AssertionError("wrong");
    }
  }

  private static void both(Runnable one, Runnable two) throws InterruptedException {
    Thread other = new Thread(one);
    other.start();
    two.run();
    other.join();
  }
}
