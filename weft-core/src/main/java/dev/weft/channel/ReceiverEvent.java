package dev.weft.channel;

import dev.weft.WaitReason;
import dev.weft.wait.QueuedEvent;
import dev.weft.wait.WaitNode;

/// A receive as an event, but for what becomes of the end of the channel.
///
/// @param <T> the channel's values
/// @param <R> what the event gives
abstract sealed class ReceiverEvent<T, R> extends QueuedEvent<R> permits NextEvent, ReceiveEvent {
  final RingChannel<T> channel;

  ReceiverEvent(RingChannel<T> channel) {
    this.channel = channel;
  }

  @Override
  public final boolean poll(WaitNode node) {
    return channel.pollReceive(node);
  }

  @Override
  public final boolean mayBeReady() {
    return channel.mayHaveValue();
  }

  @Override
  public final Object queue() {
    return channel.receivers;
  }

  @Override
  public final void enlist(WaitNode node) {
    channel.enlistReceive(node);
  }

  @Override
  protected final boolean forget(WaitNode node) {
    return channel.forgetReceiver(node);
  }

  @Override
  public final WaitReason reason() {
    return WaitReason.of("receive from", channel.toString());
  }

  @Override
  public final String toString() {
    return "receive from " + channel;
  }
}
