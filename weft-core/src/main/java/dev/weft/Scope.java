package dev.weft;

import dev.weft.internal.fiber.Children;
import dev.weft.internal.fiber.FiberTask;
import dev.weft.internal.fiber.Owner;
import dev.weft.internal.fiber.Quiet;
import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A block that its fibers do not outlive.
///
/// ```java
/// try (var scope = Scope.open()) {
///   for (URI u : seeds) scope.fork("fetch " + u, () -> pages.send(fetch(u)));
/// } // here all have ended, or one has failed, the others were cancelled and have ended
/// ```
public final class Scope implements AutoCloseable {
  private final Engine engine;
  private final Children children = new Children();
  private final Quiet quiet = new Quiet(children);
  private final Owner owner = new Members();
  private @Nullable Throwable failure;

  private Scope(Engine engine) {
    this.engine = engine;
  }

  /// On the current fiber's scheduler, or the default one.
  public static Scope open() {
    return new Scope(Engines.current());
  }

  static Scope on(Engine engine) {
    return new Scope(engine);
  }

  /// Starts a fiber.
  public <T> Fiber<T> fork(Callable<T> body) {
    return start(null, body, SpawnSite.of(body));
  }

  /// Starts a fiber.
  public Fiber<Void> fork(Action body) {
    return start(null, asCallable(body), SpawnSite.of(body));
  }

  /// Starts a fiber with a name.
  public <T> Fiber<T> fork(String name, Callable<T> body) {
    return start(Objects.requireNonNull(name, "name"), body, SpawnSite.of(body));
  }

  /// Starts a fiber with a name.
  public Fiber<Void> fork(String name, Action body) {
    return start(Objects.requireNonNull(name, "name"), asCallable(body), SpawnSite.of(body));
  }

  private static Callable<Void> asCallable(Action body) {
    return new ActionBody(body);
  }

  private record ActionBody(Action body) implements Callable<Void> {
    @Override
    @SuppressWarnings("NullAway") // the only value of Void
    public Void call() throws Exception {
      body.run();
      return null;
    }
  }

  private <T> Fiber<T> start(@Nullable String name, Callable<T> body, SpawnSite site) {
    var fiber = new FiberTask<T>(engine, owner, name, body, site);
    if (!children.add(fiber)) {
      throw new IllegalStateException("the scope is closed; fork before close() or open a new scope");
    }
    try {
      engine.start(fiber);
    } catch (RuntimeException | Error e) {
      children.remove(fiber);
      throw e;
    }
    return fiber;
  }

  /// Cancels all fibers.
  public void cancel(Throwable cause) {
    for (FiberTask<?> fiber : children.list()) {
      fiber.cancel(cause);
    }
  }

  @Override
  public void close() throws InterruptedException {
    boolean interrupted = false;
    while (children.size() > 0) {
      try {
        quiet.await();
      } catch (InterruptedException e) {
        interrupted = true;
        cancel(e);
      }
    }
    children.close();
    Throwable why = failure;
    if (why != null) {
      throw new FiberFailedException("a fiber of the scope", why);
    }
    if (interrupted) {
      throw new InterruptedException();
    }
  }

  private final class Members implements Owner {
    @Override
    public void ended(FiberTask<?> fiber) {
      if (fiber.outcome().orElseThrow() instanceof Outcome.Failure<?>(Throwable cause)) {
        synchronized (children) {
          if (failure == null) {
            failure = cause;
          } else {
            failure.addSuppressed(cause);
          }
        }
        cancel(cause);
      }
      if (children.remove(fiber)) {
        quiet.fire();
      }
    }

    @Override
    public String name() {
      return "scope";
    }
  }
}
