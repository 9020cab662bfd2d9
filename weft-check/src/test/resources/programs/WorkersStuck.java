import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;

/// A task of a fork-join pool is joined inside the monitor that it needs.
class WorkersStuck {
  static final Object LOCK = new Object();

  static class Parent extends RecursiveAction {
    @Override
    protected void compute() {
      RecursiveAction child = new Child();
      child.fork();
      synchronized (LOCK) {
        child.join();
      }
    }
  }

  static class Child extends RecursiveAction {
    @Override
    protected void compute() {
      synchronized (LOCK) {
        // needs it
      }
    }
  }

  public static void main(String[] args) {
    try (var pool = new ForkJoinPool(2)) {
      pool.invoke(new Parent());
    }
  }
}
