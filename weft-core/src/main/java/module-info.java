import org.jspecify.annotations.NullMarked;

/// Fibers, scopes, schedulers, timers, channels, select and locks: everything that parks.
@NullMarked
module dev.weft.core {
  requires static org.jspecify;
  requires static java.instrument;
  requires java.management;

  exports dev.weft;
  exports dev.weft.channel;
  exports dev.weft.observe;
  exports dev.weft.schedule;
  exports dev.weft.sync;
  exports dev.weft.wait;
}
