package dev.weft.channel;

import dev.weft.wait.WaitNode;

/// A receive as an event, with the end as a result.
final class NextEvent<T> extends ReceiverEvent<T, Received<T>> {
  NextEvent(RingChannel<T> channel) {
    super(channel);
  }

  @Override
  public Received<T> await() throws InterruptedException {
    return channel.next();
  }

  @Override
  public Received<T> complete(WaitNode node) {
    return channel.completeNext(node);
  }
}
