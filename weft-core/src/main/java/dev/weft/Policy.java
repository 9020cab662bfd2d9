package dev.weft;

import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.function.BiConsumer;

/// What a scope does when one of its fibers has ended (Erlang's supervisors, Trio's nurseries, the joiners of Java's `StructuredTaskScope`).
///
/// | policy | a failure | a success | `close` throws |
/// |---|---|---|---|
/// | [#failFast] | cancels the others | | the first failure |
/// | [#firstSuccess] | | cancels the others | the first failure, if none succeeded |
/// | [#collectAll] | | | the first failure, when all have ended |
/// | [#supervise] | is told to a handler | | what the handler threw |
///
/// Where one failure is thrown, the others are suppressed in it, but for those that only bring it along, such as that of a fiber that has joined the first one. A fiber that was cancelled, and ended because of that, has not failed;
/// nor has one whose socket or channel the interrupt has closed.
public sealed interface Policy {
  /// The first failure cancels the others.
  static Policy failFast() {
    return FailFast.INSTANCE;
  }

  /// The first success cancels the others; failures count only if nothing succeeds. A success after the scope has been cancelled is none.
  static Policy firstSuccess() {
    return FirstSuccess.INSTANCE;
  }

  /// All run to their ends, whatever happens to some of them.
  static Policy collectAll() {
    return CollectAll.INSTANCE;
  }

  /// A failure touches nobody else; it is logged as a warning.
  static Policy supervise() {
    return Supervise.LOGGING;
  }

  /// A failure touches nobody else; the handler gets it, on the fiber's thread, before the fiber has left its scope: so it may fork another one
  /// there, also in the fiber's place under a [Limit]. It sees the scoped values that the fiber was forked with, and is under the same deadline, if the JVM is open to Weft;
  /// but nothing interrupts it any more, unless it sets a deadline of its own: it must not wait for long. For a fiber that its scheduler has refused it runs on the thread that was refused.
  static Policy supervise(BiConsumer<? super Fiber<?>, ? super Throwable> handler) {
    return new Supervise(handler);
  }

  /// See [Policy#failFast].
  record FailFast() implements Policy {
    private static final FailFast INSTANCE = new FailFast();

    @Override
    public String toString() {
      return "fail fast";
    }
  }

  /// See [Policy#firstSuccess].
  record FirstSuccess() implements Policy {
    private static final FirstSuccess INSTANCE = new FirstSuccess();

    @Override
    public String toString() {
      return "first success";
    }
  }

  /// See [Policy#collectAll].
  record CollectAll() implements Policy {
    private static final CollectAll INSTANCE = new CollectAll();

    @Override
    public String toString() {
      return "collect all";
    }
  }

  /// See [Policy#supervise].
  ///
  /// @param handler gets the fiber and what it threw; what it throws itself is thrown by the scope's `close`
  record Supervise(BiConsumer<? super Fiber<?>, ? super Throwable> handler) implements Policy {
    private static final Supervise LOGGING = new Supervise(Supervise::log);

    public Supervise {
      Objects.requireNonNull(handler, "handler");
    }

    private static void log(Fiber<?> fiber, Throwable cause) {
      System.getLogger("dev.weft").log(Level.WARNING, fiber + " failed", cause);
    }

    @Override
    public String toString() {
      return "supervise";
    }
  }
}
