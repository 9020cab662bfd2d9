package dev.weft.stress;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;
import dev.weft.channel.ChannelClosedException;
import dev.weft.channel.Received;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/// Some send and some receive on one channel, in every way there is, while they are cancelled, run out of time, and the channel is
/// closed or abandoned: no value is lost, and none arrives twice.
class ExchangeStressTest {
  private static final int VALUES = 400;

  @OnEveryScheduler
  void noValueIsLostOrDoubled(Scheduler scheduler) throws Exception {
    Rounds.on(scheduler, ExchangeStressTest::round);
  }

  private static void round(Random random) throws Exception {
    var ledger = new Ledger();
    Channel<Integer> channel = make(random).onUndelivered(ledger::undelivered);
    try (var scope = Scope.open()) {
      List<Fiber<Void>> all = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        var own = new Random(random.nextLong());
        all.add(scope.fork("sender", () -> send(channel, ledger, own)));
      }
      for (int i = random.nextInt(5); i >= 0; i--) {
        var own = new Random(random.nextLong());
        all.add(scope.fork("receiver", () -> receive(channel, ledger, own)));
      }
      Chance.cancelSome(all, random);
      Fiber.sleep(Chance.soon(random));
      switch (random.nextInt(4)) {
        case 0 -> channel.close(new IOException("the line is cut"));
        case 1 -> channel.abandon();
        default -> channel.close();
      }
    }
    ledger.close(channel);
  }

  private static Channel<Integer> make(Random random) {
    int capacity = 1 + random.nextInt(4);
    return switch (random.nextInt(7)) {
      case 0, 1 -> Channel.rendezvous();
      case 2 -> Channel.unlimited();
      case 3 -> Channel.dropOldest(capacity);
      case 4 -> Channel.dropNewest(capacity);
      default -> Channel.buffered(capacity);
    };
  }

  private static void send(Channel<Integer> channel, Ledger ledger, Random random) throws InterruptedException {
    Channel<Integer> silent = Channel.rendezvous();
    while (ledger.values() < VALUES) {
      int value = ledger.newValue();
      try {
        boolean sent =
            switch (random.nextInt(6)) {
              case 0 -> {
                channel.send(value);
                yield true;
              }
              case 1 -> channel.trySend(value);
              case 2 -> channel.sending(value).poll().isPresent();
              case 3 -> channel.sending(value).await(Chance.soon(random)) == value;
              case 4 -> Select.any(channel.sending(value), silent.receiving()).await() == value;
              default -> Select.any(silent.receiving(), channel.sending(value)).poll().isPresent();
            };
        if (sent) {
          ledger.taken(value);
        } else if (channel.isClosed()) {
          ledger.refused(value);
          return;
        }
      } catch (TimeoutException e) {
        // the value is the sender's own again
      } catch (ChannelClosedException e) {
        ledger.refused(value);
        return;
      }
      Chance.pause(random);
    }
  }

  private static void receive(Channel<Integer> channel, Ledger ledger, Random random) throws InterruptedException {
    Channel<Integer> silent = Channel.rendezvous();
    while (true) {
      try {
        switch (random.nextInt(8)) {
          case 0 -> ledger.received(channel.receive());
          case 1 -> channel.tryReceive().ifPresent(ledger::received);
          case 2 -> ledger.received(channel.receiving().await(Chance.soon(random)));
          case 3 -> ledger.received(Select.any(silent.receiving(), channel.receiving()).await());
          case 4 -> Select.any(channel.receiving(), silent.receiving()).poll().ifPresent(ledger::received);
          case 5 -> channel.receiveUpTo(1 + random.nextInt(3)).forEach(ledger::received);
          case 6 -> {
            for (int value : channel) {
              ledger.received(value);
              if (Chance.oneIn(3, random)) {
                break;
              }
            }
          }
          default -> {
            if (channel.next() instanceof Received.Value<Integer>(Integer value)) {
              ledger.received(value);
            }
          }
        }
      } catch (TimeoutException e) {
        // nothing was taken
      } catch (ChannelClosedException | CancellationException e) {
        return;
      }
      if (channel.isClosed() && channel.size() == 0) {
        return;
      }
      Chance.pause(random);
    }
  }
}
