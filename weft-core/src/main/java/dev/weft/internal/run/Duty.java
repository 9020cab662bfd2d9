package dev.weft.internal.run;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What a spare carrier has to do: to stand in for a carrier that is held, or to rest.
///
/// ```
///  resting --serve(held), by the monitor--> on duty --recall(), by the monitor--> off duty --the spare has given back
///  what it had--> resting
/// ```
final class Duty {
  private final Thread spare;

  /// Whom it stands in for, or did last. What its last turn does after its recall still goes there.
  private volatile @Nullable Carrier served;

  private volatile boolean on;
  private volatile boolean resting;

  Duty(Thread spare) {
    this.spare = spare;
  }

  /// Called by the monitor with a spare that rests.
  void serve(Carrier held) {
    served = held;
    resting = false;
    on = true;
    LockSupport.unpark(spare);
  }

  /// Called by the monitor when the held carrier goes on.
  void recall() {
    on = false;
    LockSupport.unpark(spare);
  }

  /// Whether it stands in for somebody now.
  boolean isOn() {
    return on;
  }

  /// Whether it waits for [#serve].
  boolean isFree() {
    return resting && !on;
  }

  @Nullable Carrier served() {
    return served;
  }

  /// Called by the spare: parks until there is a duty; false when the scheduler has been closed.
  boolean await(CarrierEngine engine) {
    while (!on) {
      if (engine.closed()) {
        return false;
      }
      resting = true;
      engine.tellClosers();
      if (!on) {
        LockSupport.park(engine);
      }
      Thread.interrupted();
    }
    resting = false;
    return true;
  }
}
