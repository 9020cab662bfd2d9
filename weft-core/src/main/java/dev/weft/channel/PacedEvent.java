package dev.weft.channel;

import dev.weft.WaitReason;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import java.util.List;

/// Taking something paced, as an event. Time alone ends the wait.
final class PacedEvent<R> extends Event<R> {
  private final Paced<R> paced;
  private final String verb;
  private final Object what;

  /// @param verb what is said before its name, such as `wait for a tick of`
  /// @param what the ticker or limiter, for its name
  PacedEvent(Paced<R> paced, String verb, Object what) {
    this.paced = paced;
    this.verb = verb;
    this.what = what;
  }

  @Override
  public boolean poll(WaitNode node) {
    return paced.poll(node);
  }

  @Override
  public Object queue() {
    return paced;
  }

  @Override
  public void enlist(WaitNode node) {
    paced.enlist(node);
  }

  @Override
  public void delist(WaitNode node) {
    paced.forget(node);
  }

  @Override
  public WaitReason reason() {
    return new WaitReason(verb, what.toString(), List.of(), true);
  }
}
