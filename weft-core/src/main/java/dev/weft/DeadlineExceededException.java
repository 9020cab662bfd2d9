package dev.weft;

import dev.weft.internal.util.Texts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Thrown by a body that its [Deadline] has ended. The cause is what the body threw when it was interrupted: its stack says where
/// the time went; null if the deadline had passed before the body began, and where fibers have been cancelled with this because their scope is in the body.
public final class DeadlineExceededException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// With the deadline's length, and what the body threw.
  public DeadlineExceededException(Duration length, @Nullable Throwable cause) {
    super("not done within " + Texts.exact(length) + ", the deadline; give it more time" + (cause == null ? "" : ", or see in the cause where it was waiting"), cause);
  }
}
