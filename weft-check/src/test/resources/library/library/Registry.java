package library;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts for ever. */
public final class Registry {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Registry() {}

  public static void register() {
    COUNT.incrementAndGet();
  }

  public static int registered() {
    return COUNT.get();
  }
}
