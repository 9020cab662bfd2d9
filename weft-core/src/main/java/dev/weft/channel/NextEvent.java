package dev.weft.channel;

import dev.weft.WaitReason;
import dev.weft.wait.QueuedEvent;
import dev.weft.wait.WaitNode;

/// A receive as an event, with the end as a result.
final class NextEvent<T> extends QueuedEvent<Received<T>> {
  private final RingChannel<T> channel;

  NextEvent(RingChannel<T> channel) {
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
  public Received<T> complete(WaitNode node) {
    return channel.completeNext(node);
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
