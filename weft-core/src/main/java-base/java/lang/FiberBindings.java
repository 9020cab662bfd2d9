package java.lang;

import java.util.IdentityHashMap;
import java.util.Map;

/// The scoped values that a fork inherits, without those that nobody can see any more because others hide them.
///
/// In the JDK's own, hidden ones go with the frames of whoever has bound them. A fork inherits them past that, and so does what it forks in its turn: in a
/// chain of fibers each of which binds a value and forks the next, the last one would keep all of them.
final class FiberBindings {
  /// Up to so many inside each other are inherited as they are: to count them is all that it costs.
  private static final int DEEP = 32;

  static {
    // a JDK that has other names for these is found out now, not by a fork
    visible(new ScopedValue.Snapshot(new ScopedValue.Carrier(ScopedValue.newInstance(), "", null), ScopedValue.Snapshot.EMPTY_SNAPSHOT));
  }

  private FiberBindings() {}

  /// The same, as far as anybody can see.
  static ScopedValue.Snapshot inherited(ScopedValue.Snapshot bindings) {
    int depth = 0;
    for (ScopedValue.Snapshot at = bindings; at != null; at = at.prev) {
      depth++;
    }
    if (depth <= DEEP) {
      return bindings;
    }
    Map<ScopedValue<?>, Object> visible = visible(bindings);
    return visible.size() > depth / 2 ? bindings : flat(visible);
  }

  /// The innermost binding of each.
  private static Map<ScopedValue<?>, Object> visible(ScopedValue.Snapshot bindings) {
    Map<ScopedValue<?>, Object> visible = new IdentityHashMap<>();
    for (ScopedValue.Snapshot at = bindings; at != null; at = at.prev) {
      for (ScopedValue.Carrier binding = at.bindings; binding != null; binding = binding.prev) {
        if (!visible.containsKey(binding.key)) {
          visible.put(binding.key, binding.value);
        }
      }
    }
    return visible;
  }

  private static ScopedValue.Snapshot flat(Map<ScopedValue<?>, Object> values) {
    ScopedValue.Carrier all = null;
    for (Map.Entry<ScopedValue<?>, Object> each : values.entrySet()) {
      all = new ScopedValue.Carrier(each.getKey(), each.getValue(), all);
    }
    return new ScopedValue.Snapshot(all, ScopedValue.Snapshot.EMPTY_SNAPSHOT);
  }
}
