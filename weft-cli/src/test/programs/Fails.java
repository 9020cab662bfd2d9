/** Fails in main, with a cause from the same thread. */
public class Fails {
  public static void main(String[] args) {
    if (args.length > 0) {
      Thread.setDefaultUncaughtExceptionHandler(
          (thread, e) -> System.err.println("handler " + thread.getName() + " " + e.getMessage()));
    }
    try {
      inner();
    } catch (RuntimeException e) {
      throw new IllegalStateException("outer", e);
    }
  }

  static void inner() {
    throw new IllegalArgumentException("inner");
  }
}
