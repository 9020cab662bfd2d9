package dev.weft.stress;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.Timer;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeoutException;

/// Many select among sends and receives on the same few channels, the same channel several times too, and give up, run out of time, or
/// are cancelled: each exchange has two sides, and no queue keeps anybody.
class SelectStormStressTest {
  private static final int SELECTS = 60;


  @OnEveryScheduler
  void eachExchangeHasTwoSides(Scheduler scheduler) throws Exception {
    Rounds.on(scheduler, SelectStormStressTest::round);
  }

  private static void round(Random random) throws Exception {
    List<Channel<Integer>> channels = new ArrayList<>();
    List<Ledger> ledgers = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      channels.add(Channel.buffered(Math.max(0, random.nextInt(5) - 2)));
      ledgers.add(new Ledger());
    }
    try (var scope = Scope.open()) {
      List<Fiber<Void>> all = new ArrayList<>();
      for (int i = 2 + random.nextInt(7); i > 0; i--) {
        var own = new Random(random.nextLong());
        all.add(scope.fork(() -> select(channels, ledgers, own)));
      }
      if (Chance.oneIn(2, random)) {
        Chance.cancelSome(all, random);
      }
    }
    for (int i = 0; i < channels.size(); i++) {
      ledgers.get(i).close(channels.get(i));
    }
  }

  private static void select(List<Channel<Integer>> channels, List<Ledger> ledgers, Random random)
      throws InterruptedException {
    for (int n = 0; n < SELECTS; n++) {
      List<Selectable<Runnable>> clauses = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        int which = random.nextInt(channels.size());
        clauses.add(clause(channels.get(which), ledgers.get(which), random));
      }
      if (Chance.oneIn(4, random)) {
        clauses.add(Timer.after(Chance.soon(random)).map(_ -> () -> {}));
      }
      Selectable<Runnable> select = Chance.oneIn(2, random) ? Select.any(clauses) : Select.first(clauses);
      try {
        Optional<Runnable> done =
            Chance.oneIn(3, random) ? select.poll() : Optional.of(select.await(Chance.soon(random)));
        done.ifPresent(Runnable::run);
      } catch (TimeoutException e) {
        Chance.pause(random);
      }
    }
  }

  /// Its result is what to write down.
  private static Selectable<Runnable> clause(Channel<Integer> channel, Ledger ledger, Random random) {
    if (Chance.oneIn(2, random)) {
      return channel.receiving().map(value -> () -> ledger.received(value));
    }
    int value = ledger.newValue();
    return channel.sending(value).map(_ -> () -> ledger.taken(value));
  }
}
