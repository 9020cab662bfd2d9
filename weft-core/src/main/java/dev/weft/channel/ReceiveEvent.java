package dev.weft.channel;

import dev.weft.wait.WaitNode;

/// A receive as an event; the end is an exception.
final class ReceiveEvent<T> extends ReceiverEvent<T, T> {
  ReceiveEvent(RingChannel<T> channel) {
    super(channel);
  }

  @Override
  public T await() throws InterruptedException {
    return channel.receive();
  }

  @Override
  public T complete(WaitNode node) {
    return channel.completeReceive(node);
  }
}
