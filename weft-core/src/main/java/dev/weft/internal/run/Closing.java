package dev.weft.internal.run;

import dev.weft.WaitReason;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/// The wait of those who close a scheduler for the end of its fibers.
///
/// A fiber that ends on a carrier does not look here: to be sure to see who waits it would need a fence. Its carrier looks instead, before it
/// parks, and for carriers that do not park soon the [Monitor] does, every millisecond. A fiber that ends elsewhere is counted with a fence
/// anyway, and looks itself.
///
/// The closer enters, then counts; whoever looks has its ends counted before, then reads who has entered. One sees the other.
final class Closing implements Waiting {
  private static final int NAMED = 5;

  private final Engine engine;

  /// Strands of other schedulers, else threads.
  private final List<Object> closers = new CopyOnWriteArrayList<>();

  Closing(Engine engine) {
    this.engine = engine;
  }

  /// Parks until no fiber is alive. An interrupt does not end that.
  ///
  /// @return whether one came; its status is cleared
  boolean await() {
    Strand strand = Strand.current();
    Object self = strand == null ? Thread.currentThread() : strand;
    closers.add(self);
    VarHandle.fullFence();
    boolean interrupted = strand == null ? parkThread() : parkStrand(strand);
    closers.remove(self);
    return interrupted;
  }

  private boolean parkThread() {
    boolean interrupted = false;
    while (engine.fibersAlive()) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    return interrupted;
  }

  private boolean parkStrand(Strand strand) {
    boolean interrupted = false;
    strand.waits();
    while (engine.fibersAlive()) {
      strand.park();
      interrupted |= Thread.interrupted();
      strand.tell(this);
    }
    strand.waitsNoMore();
    return interrupted;
  }

  /// Wakes the closers if no fiber is alive.
  void look() {
    if (!closers.isEmpty() && !engine.fibersAlive()) {
      for (Object closer : closers) {
        if (closer instanceof Strand strand) {
          strand.resume();
        } else {
          LockSupport.unpark((Thread) closer);
        }
      }
    }
  }

  // ---- for reports

  @Override
  public boolean isWaiting() {
    return engine.fibersAlive();
  }

  /// Names some of the fibers that it waits for.
  @Override
  public List<WaitReason> reasons() {
    List<String> names = LiveFibers.of(engine).limit(NAMED).map(Engines.EngineBound::name).toList();
    long alive = engine.alive();
    String what = "scheduler " + engine.name() + " with " + alive + (alive == 1 ? " fiber" : " fibers");
    return List.of(new WaitReason("close", what, names, false));
  }

  @Override
  public List<Thread> holders() {
    return LiveFibers.of(engine).map(Engines.EngineBound::thread).filter(Objects::nonNull).toList();
  }

  @Override
  public String toString() {
    return "end of the fibers of scheduler " + engine.name();
  }
}
