package dev.weft.channel;

import dev.weft.WaitReason;
import dev.weft.wait.QueuedEvent;
import dev.weft.wait.WaitNode;

/// A receive as an event.
final class ReceiveEvent<T> extends QueuedEvent<T> {
  private final RingChannel<T> channel;

  ReceiveEvent(RingChannel<T> channel) {
    this.channel = channel;
  }

  @Override
  public boolean poll(WaitNode node) {
    return channel.pollReceive(node);
  }

  @Override
  public boolean mayBeReady() {
    return channel.mayHaveValue();
  }

  @Override
  public void enlist(WaitNode node) {
    channel.enlistReceive(node);
  }

  @Override
  protected boolean forget(WaitNode node) {
    return channel.forgetReceiver(node);
  }

  @Override
  public T complete(WaitNode node) {
    return channel.completeReceive(node);
  }

  @Override
  public WaitReason reason() {
    return WaitReason.of("receive from", channel.toString());
  }

  @Override
  public String toString() {
    return "receive from " + channel;
  }
}
