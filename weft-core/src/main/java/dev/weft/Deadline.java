package dev.weft;

import dev.weft.internal.fiber.Region;
import dev.weft.internal.fiber.Regions;
import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import dev.weft.internal.util.Texts;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/// A moment by which a piece of work must be done, inherited by everything that it calls and forks (Go's contexts, gRPC).
///
/// ```java
/// Deadline.in(Duration.ofSeconds(2)).run(() -> handle(request));
/// ```
/// When the moment comes, the fiber or thread in the body is interrupted, and the scopes that were opened in the body are cancelled,
/// with all that runs in them; the body's end is then reported as a [DeadlineExceededException], whose cause is what the body threw, so
/// that its stack says where the time went. A body that returns all the same has beaten its deadline: its value counts. From the moment on, the end of the
/// body clears the interrupt status, whoever has set it, unless the fiber has been cancelled.
///
/// The earliest of several nested deadlines is the one that holds, as long as it is to come. What a body does after it has taken the interrupt is its
/// clean-up: a scope that it opens is not cancelled, what it forks there runs, and a deadline that it sets holds.
///
/// A fiber that is forked under a deadline, into whatever scope, has it too; forked after the moment into a scope that was opened outside, it does not run and fails with a
/// [DeadlineExceededException]. [Fiber#uncancellable] holds an expiry back, too, unless the deadline was set inside: so clean-up in there may have a deadline of
/// its own, however late it is; and a fiber that is forked in there does not have the deadline, which is for work that others wait for too.
/// On a thread that runs no fiber, nothing is held back: the thread is interrupted wherever it is in the body.
///
/// Immutable. Counted on the clock of the scheduler on which it was made.
public final class Deadline {
  private final Engine engine;
  private final long at;
  private final Duration length;

  private Deadline(Engine engine, Duration length) {
    this.engine = engine;
    this.length = length;
    this.at = engine.clock().after(length);
  }

  /// So long from now. Zero or less has passed already.
  public static Deadline in(Duration length) {
    return new Deadline(Engines.current(), Objects.requireNonNull(length, "length"));
  }

  /// The deadline that holds here, also if its moment has come; empty if there is none, or if it is held back.
  public static Optional<Deadline> current() {
    return Optional.ofNullable(Regions.current()).filter(Region::reaches).map(Region::limit);
  }

  /// Runs the body on the current thread until it ends; when the moment comes, it is interrupted. If that has passed already, the body does not run.
  ///
  /// @throws DeadlineExceededException if the moment came and the body threw, unless its fiber has been cancelled: then what the body threw
  /// @throws Exception what the body threw before
  public void run(Action body) throws Exception {
    Objects.requireNonNull(body, "body");
    call(
        () -> {
          body.run();
          return this;
        });
  }

  /// The same, with a value.
  ///
  /// @throws DeadlineExceededException if the moment came and the body threw, unless its fiber has been cancelled: then what the body threw
  /// @throws Exception what the body threw before
  public <T> T call(Callable<T> body) throws Exception {
    return Regions.call(this, engine, at, Objects.requireNonNull(body, "body"));
  }

  /// How much time is left; never negative.
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, at - engine.clock().nanoTime()));
  }

  /// Whether the moment has come.
  public boolean isExpired() {
    return at <= engine.clock().nanoTime();
  }

  /// How long it was when it was made.
  public Duration length() {
    return length;
  }

  @Override
  public String toString() {
    return "deadline of " + Texts.exact(length) + (isExpired() ? " (passed)" : ", " + Texts.exact(remaining()) + " left");
  }
}
