package dev.weft.internal.fiber;

import dev.weft.Deadline;
import dev.weft.DeadlineExceededException;
import dev.weft.internal.mount.Mounts;
import dev.weft.internal.run.Engine;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// How bodies get into a [Region], by a deadline around them or by a fork under one, and what it means to them. The current one is bound as a scoped value.
public final class Regions {
  private static final ScopedValue<@Nullable Region> CURRENT = ScopedValue.newInstance();

  /// False until the first deadline is used, so that programs without any pay nothing at a fork.
  private static volatile boolean used;

  private Regions() {}

  /// The innermost region that the current code is called, or was forked, in; null if there is none.
  public static @Nullable Region current() {
    return used && CURRENT.isBound() ? CURRENT.get() : null;
  }

  /// Runs a body under a deadline, unless an earlier one holds already, is not held back, and is still to come: one that has passed ends
  /// nothing any more, such as clean-up.
  public static <T> T call(Deadline limit, Engine engine, long at, Callable<T> body) throws Exception {
    used = true;
    Region outer = current();
    check(limit);
    if (outer != null && outer.holdsBy(at, engine) && outer.isToCome() && outer.reaches()) {
      return body.call();
    }
    return run(Region.enter(limit, engine, at, outer), body);
  }

  /// The body of a fiber that is forked here into that scope, with what is needed to make the deadline hold for it.
  static <T> Callable<T> inherit(Owner scope, Callable<T> body) {
    Region here = current();
    if (here == null) {
      return body;
    }
    Region there = scope.region();
    if (!here.reaches()) {
      return () -> bound(there, body); // not this one, which the scoped values would bring along
    }
    if (there != here && (there == null || !there.holdsBy(here) || !there.isToCome())) {
      return () -> {
        check(here.limit());
        return run(here.enterSame(current()), body);
      };
    }
    return Mounts.AVAILABLE && there == here ? body : () -> bound(there, body);
  }

  // ---- what the current one means

  /// Why the current thread has been interrupted, if it was a deadline; null if it was not.
  static @Nullable Throwable expired() {
    for (Region region = current(); region != null && region.thread() == Thread.currentThread(); region = region.outer()) {
      if (region.isUnseen()) {
        return new DeadlineExceededException(region.limit().length(), null);
      }
    }
    return null;
  }

  /// Whether the end of a shield has to interrupt the fiber, which has left it and is in so many others: then the time of a region has come that
  /// lies in those, and in this one not.
  static boolean heldBack(FiberState<?> by, int shields) {
    boolean held = false;
    for (Region region = current(); region != null && region.fiber() == by && region.shields() == shields; region = region.outer()) {
      held |= region.isDue() && region.interrupts();
    }
    return held;
  }

  /// A scope is being opened: its cancellation at the deadline is the region's business if the same thread runs both.
  static @Nullable Region open(Owner scope) {
    Region region = current();
    if (region == null || !region.reaches()) {
      return null;
    }
    if (region.thread() == Thread.currentThread()) {
      region.awaitInterrupt(); // whoever has taken it is behind it: what is opened then is for clean-up
      region.scopes().add(scope);
    }
    return region;
  }

  /// Why a scope that has just been opened is cancelled, if it is because the deadline around it has passed; null if it has not.
  static @Nullable Cancellation passed() {
    Region region = current();
    Throwable why = region == null || !region.reaches() ? null : expired();
    return why == null ? null : Cancellation.now(why);
  }

  // ---- bodies

  private static void check(Deadline limit) {
    if (limit.isExpired()) {
      throw new DeadlineExceededException(limit.length(), null);
    }
  }

  private static <T> T run(Region region, Callable<T> body) throws Exception {
    T result;
    try {
      result = bound(region, body);
    } catch (Throwable t) {
      if (region.leave()) {
        throw new DeadlineExceededException(region.limit().length(), t);
      }
      throw t;
    }
    region.leave();
    return result;
  }

  private static <T> T bound(@Nullable Region region, Callable<T> body) throws Exception {
    return ScopedValue.where(CURRENT, region).call(body::call);
  }
}
