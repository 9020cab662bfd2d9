package dev.weft.channel;

import dev.weft.Select;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Small programs on channels, for the checker: no value is lost, none comes twice, and who waits is told.
public final class ChannelDrivers {
  private ChannelDrivers() {}

  public static void main(String[] arguments) throws InterruptedException {
    switch (arguments[0]) {
      case "rendezvous" -> handOver(Channel.rendezvous());
      case "buffered" -> handOver(Channel.buffered(1));
      case "close" -> sendAgainstClose();
      case "close-receiver" -> receiveAgainstClose();
      case "cancel" -> sendAgainstCancel();
      case "close-cancel" -> sendAgainstCloseAndCancel();
      case "selects" -> twoSelectsFaceEachOther();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static Thread start(Step step) {
    var thread = new Thread(() -> {
      try {
        step.run();
      } catch (InterruptedException e) {
        throw new AssertionError("nobody interrupts this one", e);
      }
    });
    thread.start();
    return thread;
  }

  @FunctionalInterface
  private interface Step {
    void run() throws InterruptedException;
  }

  private static void handOver(Channel<Integer> channel) throws InterruptedException {
    Thread one = start(() -> channel.send(1));
    Thread two = start(() -> channel.send(2));
    List<Integer> got = new ArrayList<>();
    got.add(channel.receive());
    got.add(channel.receive());
    one.join();
    two.join();
    Collections.sort(got);
    if (!got.equals(List.of(1, 2)) || channel.size() != 0) {
      throw new AssertionError("received " + got + " of 1 and 2, left " + channel);
    }
  }

  /// A value that was taken is there; one that was refused is not, and its hook has it.
  private static void sendAgainstClose() throws InterruptedException {
    Channel<Integer> channel = Channel.rendezvous();
    var refused = new AtomicInteger();
    channel.onUndelivered(refused::addAndGet);
    var taken = new AtomicInteger();
    Thread sender = start(() -> {
      try {
        channel.send(1);
        taken.set(1);
      } catch (ChannelClosedException e) {
        taken.set(0);
      }
    });
    Thread closer = start(channel::close);
    int received = switch (channel.next()) {
      case Received.Value<Integer>(Integer value) -> value;
      case Received.Closed<Integer>() -> 0;
      case Received.Failed<Integer>(Throwable cause) -> throw new AssertionError(cause);
    };
    sender.join();
    closer.join();
    if (received != taken.get() || received + refused.get() != 1) {
      throw new AssertionError("received " + received + ", taken " + taken + ", refused " + refused);
    }
  }

  private static void receiveAgainstClose() throws InterruptedException {
    Channel<Integer> channel = Channel.buffered(1);
    Thread receiver = start(() -> {
      if (!(channel.next() instanceof Received.Closed<Integer>)) {
        throw new AssertionError("a value that nobody sent");
      }
    });
    channel.close();
    receiver.join();
  }

  /// A send that is interrupted has happened, or has not: the receiver, who does not wait, agrees with it.
  private static void sendAgainstCancel() throws InterruptedException {
    Channel<Integer> channel = Channel.rendezvous();
    var sent = new AtomicInteger();
    var sender = new Thread(() -> {
      try {
        channel.send(1);
        sent.set(1);
      } catch (InterruptedException e) {
        sent.set(0);
      }
    });
    sender.start();
    var received = new AtomicInteger();
    Thread receiver = start(() -> received.set(channel.tryReceive().orElse(0)));
    sender.interrupt();
    sender.join();
    receiver.join();
    if (sent.get() != received.get()) {
      throw new AssertionError("sent " + sent + ", received " + received);
    }
  }

  /// The same while the channel is closed: it has happened, was refused, or was given up, one of the three.
  private static void sendAgainstCloseAndCancel() throws InterruptedException {
    Channel<Integer> channel = Channel.rendezvous();
    var sent = new AtomicInteger();
    var sender = new Thread(() -> {
      try {
        channel.send(1);
        sent.set(1);
      } catch (InterruptedException | ChannelClosedException e) {
        sent.set(0);
      }
    });
    sender.start();
    Thread closer = start(channel::close);
    sender.interrupt();
    int received = channel.next() instanceof Received.Value<Integer>(Integer value) ? value : 0;
    sender.join();
    closer.join();
    if (sent.get() != received) {
      throw new AssertionError("sent " + sent + ", received " + received);
    }
  }

  /// Each offers on one channel what the other wants on it, and wants what the other offers: they meet once.
  private static void twoSelectsFaceEachOther() throws InterruptedException {
    Channel<Integer> east = Channel.rendezvous();
    Channel<Integer> west = Channel.rendezvous();
    var got = new int[2];
    Thread other = start(() -> got[1] = Select.first(east.receiving(), west.sending(2).map(_ -> 0)).await());
    got[0] = Select.first(east.sending(1).map(_ -> 0), west.receiving()).await();
    other.join();
    if (got[0] + got[1] != 1 && got[0] + got[1] != 2 || got[0] == 1 || got[1] == 2) {
      throw new AssertionError("got " + got[0] + " and " + got[1]);
    }
  }
}
