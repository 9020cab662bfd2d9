package programs;

import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.internal.observe.DeadlockFinder;
import dev.weft.internal.run.CarrierEngine;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.util.concurrent.atomic.AtomicInteger;

/// All are asleep, but twice the system says that somebody only waits for a processor. Started by a test in a JVM of its own.
public final class Crowded {
  private static final int CROWDED_LOOKS = 2;

  private Crowded() {}

  public static void main(String[] arguments) throws Exception {
    Scheduler scheduler = Schedulers.workStealing(1);
    var looks = new AtomicInteger();
    DeadlockFinder finder =
        DeadlockFinder.make(
                () -> looks.incrementAndGet() > CROWDED_LOOKS,
                _ -> {
                  System.out.println(looks.get() > CROWDED_LOOKS ? "reported when nobody was ready any more" : "reported too soon");
                  Runtime.getRuntime().halt(0);
                })
            .orElseThrow();
    ((CarrierEngine) scheduler).monitor().listen(finder);
    Weft.with(scheduler).run(() -> Channel.rendezvous().receive());
  }
}
