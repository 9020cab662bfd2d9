package dev.weft.internal.fiber;

import dev.weft.internal.mount.FreshThread;
import dev.weft.internal.mount.Mounts;
import org.jspecify.annotations.Nullable;

/// What a fiber gets from the thread that forks it, and the name that it is given: apart from the fiber, because most have nothing
/// unusual. Those have one together, which their scope keeps: it holds nothing but the class loader.
///
/// @param name     its name, or null
/// @param bindings scoped values, or null
/// @param locals   inheritable thread locals, or null: the fiber's own copy
/// @param loader   the context class loader
record Heritage(
    @Nullable String name, @Nullable Object bindings, @Nullable Object locals, @Nullable ClassLoader loader) {

  /// That of a fiber forked by the current thread into a scope.
  static Heritage of(Owner scope, @Nullable String name) {
    Object bindings = Mounts.AVAILABLE ? FreshThread.bindings() : null;
    Object locals = Mounts.AVAILABLE ? FreshThread.inheritableLocals() : null;
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (name != null || locals != null || bindings != null) { // not for the scope to keep: it may outlive them by far
      return new Heritage(name, bindings, locals, loader);
    }
    Heritage known = scope.heritage;
    if (known == null || known.loader != loader) {
      known = new Heritage(null, null, null, loader);
      scope.heritage = known;
    }
    return known;
  }

  /// What is left of it once the fiber has begun: its name, and the scoped values if a supervisor may have to see them.
  @Nullable Heritage begun(Owner scope) {
    Object kept = bindings != null && scope.isSupervised() ? bindings : null;
    return kept == null ? named() : new Heritage(name, kept, null, null);
  }

  /// Runs something on the current thread, with its scoped values if there are any.
  static void runBound(@Nullable Heritage of, Runnable body) {
    if (of == null || of.bindings == null) {
      body.run();
    } else {
      FreshThread.runBound(Thread.currentThread(), of.bindings, body);
    }
  }

  /// Its name alone.
  @Nullable Heritage named() {
    return name == null ? null : new Heritage(name, null, null, null);
  }
}
