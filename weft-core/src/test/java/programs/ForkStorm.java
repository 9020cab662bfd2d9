package programs;

import dev.weft.Action;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Schedulers;
import java.util.concurrent.atomic.AtomicLong;

/// Forks until there is no memory for one more, then says whether all that were forked have run.
public final class ForkStorm {
  private ForkStorm() {}

  public static void main(String[] arguments) throws Exception {
    var ran = new AtomicLong();
    Action body = ran::incrementAndGet;
    try (var scheduler = Schedulers.workStealing(1)) {
      long forked = Weft.with(scheduler).call(() -> fork(body));
      System.out.println(forked > 0 && forked == ran.get());
    }
  }

  private static long fork(Action body) throws InterruptedException {
    long forked = 0;
    try (var scope = Scope.open()) {
      while (true) {
        scope.fork(body);
        forked++;
      }
    } catch (OutOfMemoryError e) {
      return forked;
    }
  }
}
