package dev.weft.internal.fiber;

import dev.weft.internal.run.Engines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A scope that does nothing by itself but remember who has ended.
final class BareOwner extends Owner {
  final List<FiberTask<?>> ended = new ArrayList<>();

  BareOwner() {
    this(null);
  }

  /// Opened by that fiber.
  BareOwner(@Nullable FiberTask<?> parent) {
    super(Engines.standard(), parent);
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
