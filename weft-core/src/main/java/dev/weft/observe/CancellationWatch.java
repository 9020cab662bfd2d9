package dev.weft.observe;

import dev.weft.internal.observe.Watches;
import java.util.Objects;

/// Notices fibers that go on although they have been cancelled, so that their scopes cannot close, and bodies that go on although their
/// [dev.weft.Deadline] has passed: they wait in an uncancellable region, swallow [InterruptedException], or do not wait at all.
///
/// Who only waits until a scope of its own has closed is not one of them: those who are still in that scope are. A fiber is reported once, when it has gone on for five seconds, or for what the system property `dev.weft.cancellation.grace` says
/// as an ISO-8601 duration such as `PT0.5S`. The logger `dev.weft` warns of each one, whether anybody listens or not.
public final class CancellationWatch {
  private CancellationWatch() {}

  /// Tells the listener of each one from now on, on all schedulers; by [RuntimeListener#cancellationIgnored] and [RuntimeListener#deadlineIgnored].
  public static void install(RuntimeListener listener) {
    Watches.cancellations(Objects.requireNonNull(listener, "listener"));
  }
}
