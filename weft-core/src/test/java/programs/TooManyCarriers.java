package programs;

import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;

/// Asks for more carriers than there is room for, then for few. Started by a test in a JVM with little address space and large stacks.
public final class TooManyCarriers {
  private static final int MANY = 64;

  private TooManyCarriers() {}

  public static void main(String[] arguments) throws Exception {
    try (Scheduler scheduler = Schedulers.workStealing(MANY)) {
      System.out.println("there is room for " + scheduler);
    } catch (OutOfMemoryError e) {
      System.out.println("refused");
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("work-stealing-")) {
        thread.join();
      }
    }
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      System.out.println(Weft.with(scheduler).call(() -> "works"));
    }
  }
}
