package dev.weft.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What has become of each value: no two values are the same, and none is in two places.
final class Ledger {
  private final AtomicInteger next = new AtomicInteger();
  private final Set<Integer> taken = ConcurrentHashMap.newKeySet();
  private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
  private final Set<Integer> received = ConcurrentHashMap.newKeySet();
  private final Set<Integer> undelivered = ConcurrentHashMap.newKeySet();
  private final Set<Integer> doubled = ConcurrentHashMap.newKeySet();

  int newValue() {
    return next.incrementAndGet();
  }

  int values() {
    return next.get();
  }

  /// A send has reported success.
  void taken(int value) {
    taken.add(value);
  }

  /// A send has been told that the channel is closed.
  void refused(int value) {
    refused.add(value);
  }

  void received(int value) {
    if (!received.add(value)) {
      doubled.add(value);
    }
  }

  void undelivered(int value) {
    if (!undelivered.add(value)) {
      doubled.add(value);
    }
  }

  /// Called when nobody sends or receives any more: takes what is left in the channel, then balances the books.
  void close(Channel<Integer> channel) {
    channel.close();
    for (var left = channel.tryReceive(); left.isPresent(); left = channel.tryReceive()) {
      received(left.get());
    }
    assertThat(channel.toString()).as("those who are still queued").doesNotContain("ing,").doesNotEndWith("ing");
    assertThat(doubled).as("delivered twice").isEmpty();
    assertThat(received).as("received, but never taken").allMatch(taken::contains);
    assertThat(received).as("received, and undelivered too").noneMatch(undelivered::contains);
    assertThat(undelivered).as("undelivered, but never taken or refused").allMatch(n -> taken.contains(n) || refused.contains(n));
    assertThat(taken).as("taken, then lost").allMatch(n -> received.contains(n) || undelivered.contains(n));
  }
}
