package dev.weft.internal.fiber;

import dev.weft.internal.run.LiveFibers;
import dev.weft.internal.util.Locked;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every live fiber, found by walking from the open root scopes down. Forking and ending cost it nothing: only roots enter here.
///
/// A walk takes one scope's list at a time, so what it sees is a moment apart; a fiber that lives through the whole walk is seen,
/// unless the chain of scopes above it was cut meanwhile, which needs all of them to have ended.
public final class Registry extends Locked {
  static final Registry ROOTS = new Registry();

  static {
    LiveFibers.source(Registry::fibers);
  }

  private @Nullable Owner first;

  private Registry() {}

  void enter(Owner root) {
    lock();
    first = ScopeLinks.before(first, root);
    unlock();
  }

  void leave(Owner root) {
    lock();
    first = ScopeLinks.without(first, root);
    unlock();
  }

  private List<Owner> list() {
    lock();
    List<Owner> all = ScopeLinks.all(first);
    unlock();
    return all.reversed();
  }

  /// The open scopes that no fiber has opened, oldest first. For drawing the tree: [Owner#fibers], [FiberTask#scopes].
  public static List<Owner> roots() {
    return ROOTS.list();
  }

  /// All live fibers, parents before what they have forked.
  public static Stream<FiberTask<?>> fibers() {
    List<FiberTask<?>> all = new ArrayList<>();
    walk(new ArrayList<>(), all);
    return all.stream();
  }

  /// All open scopes, parents before what has been opened in them.
  public static Stream<Owner> scopes() {
    List<Owner> all = new ArrayList<>();
    walk(all, new ArrayList<>());
    return all.stream();
  }

  private static void walk(List<Owner> scopes, List<FiberTask<?>> fibers) {
    var left = new ArrayDeque<Owner>(roots());
    Owner scope = left.poll();
    while (scope != null) {
      scopes.add(scope);
      for (FiberTask<?> fiber : scope.fibers()) {
        fibers.add(fiber);
        left.addAll(fiber.scopes());
      }
      scope = left.poll();
    }
  }
}
