package dev.weft.channel;

import dev.weft.WaitReason;
import dev.weft.wait.QueuedEvent;
import dev.weft.wait.WaitNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A send as an event; the value is the node's offer.
final class SendEvent<T> extends QueuedEvent<T> {
  private final RingChannel<T> channel;
  private final @Nullable T value;

  SendEvent(RingChannel<T> channel, @Nullable T value) {
    this.channel = channel;
    this.value = value;
  }

  @Override
  public T await() throws InterruptedException {
    T mine = Objects.requireNonNull(value);
    channel.send(mine);
    return mine;
  }

  @Override
  public @Nullable Object offer() {
    return value;
  }

  @Override
  public boolean poll(WaitNode node) {
    return channel.pollSend(node);
  }

  @Override
  public boolean mayBeReady() {
    return channel.mayHaveRoom();
  }

  @Override
  public Object queue() {
    return channel.senders;
  }

  @Override
  public void enlist(WaitNode node) {
    channel.enlistSend(node);
  }

  @Override
  protected boolean forget(WaitNode node) {
    return channel.forgetSender(node);
  }

  @Override
  @SuppressWarnings("unchecked")
  public T complete(WaitNode node) {
    channel.completeSend(node);
    return (T) Objects.requireNonNull(node.offer());
  }

  @Override
  public WaitReason reason() {
    return WaitReason.of("send to", channel.toString());
  }

  @Override
  public String toString() {
    return "send to " + channel;
  }
}
