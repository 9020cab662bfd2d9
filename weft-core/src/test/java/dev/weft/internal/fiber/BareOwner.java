package dev.weft.internal.fiber;

import dev.weft.internal.run.Engines;
import java.util.ArrayList;
import java.util.List;

/// A scope that does nothing by itself but remember who has ended.
final class BareOwner extends Owner {
  final List<FiberTask<?>> ended = new ArrayList<>();

  BareOwner() {
    super(Engines.standard(), null);
  }

  @Override
  protected void ended(FiberTask<?> fiber) {
    ended.add(fiber);
  }

  @Override
  protected void told(FiberTask<?> fiber) {}

  @Override
  public String name() {
    return "bare";
  }
}
