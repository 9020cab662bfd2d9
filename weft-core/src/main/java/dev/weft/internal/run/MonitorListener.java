package dev.weft.internal.run;

/// Told by the monitor, on its thread; must be short.
public interface MonitorListener {
  /// One turn has held a carrier for longer than [Monitor#HOLD_NANOS]; called at every look until it ends.
  ///
  /// @param first whether this is the first call for this turn
  default void onHeld(CarrierEngine engine, Monitor.Hold hold, boolean first) {}

  /// All carriers are idle.
  ///
  /// @return after how many nanoseconds to ask again if they still are; [Long#MAX_VALUE] for not at all
  default long onQuiet(CarrierEngine engine) {
    return Long.MAX_VALUE;
  }
}
