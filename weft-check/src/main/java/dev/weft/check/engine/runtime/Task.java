package dev.weft.check.engine.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A logical thread of the explored program: the user's own [Thread] object, and what it runs on.
///
/// ```
///            spawn                point, other chosen
///   (new) ----------> READY <------------------------- READY (running)
///                       ^  |
///     wake, time-out,   |  | park, enter, wait, join, sleep
///     interrupt         |  v
///        PARKED  MONITOR  WAITING  JOINING  SLEEPING          READY --body ends--> DONE
/// ```
///
/// Only the carrier and the one task that runs touch a task, so nothing here is synchronised. A task that is not READY carries the reason:
/// `blocker` (the monitor's object, the park blocker, the task it joins) and `deadline` if its wait is timed.
public final class Task {
  /// What a task is doing; everything but READY and DONE is a kind of waiting.
  public enum State { READY, PARKED, MONITOR, WAITING, JOINING, SLEEPING, DONE }

  /// The deadline of a wait without one.
  public static final long NEVER = Long.MAX_VALUE;
  /// A deadline that nobody lives to see: `sleep(Long.MAX_VALUE)` says "for ever". The wait is a timed one only in name.
  static final long FAR = NEVER - 1;

  public final int id;
  public final Thread thread;
  final Runnable body;
  final boolean daemon;
  final int spawnSite;
  final int spawner;
  /// Where the JDK keeps count of it, or null.
  final @Nullable Object container;
  final Context context;

  public State state = State.READY;
  /// Index in [Tasks#ready] while READY, else -1.
  int slot = -1;
  public @Nullable Object blocker;
  long deadline = NEVER;
  boolean timedOut;
  boolean permit;
  boolean interrupted;
  boolean notified;
  /// It waits in a way that may end for no reason; see [Startled].
  boolean startles;
  /// What it has read optimistically, if it ever did.
  @Nullable OptimisticReads optimistic;
  /// The program itself is about to park it, for as long as it takes.
  boolean parksItself;
  /// True from a spin hint until somebody else ran: strategies should prefer another task.
  public boolean yielding;

  /// Events executed so far: the coordinate in which schedules are recorded.
  public int events;
  /// How many real monitors it has entered in JDK code: at the end of a schedule it must give them back.
  int real;
  /// Depth of sections that must not be preempted: synchronized methods of the JDK, which take their real monitor before ours.
  int atomic;
  /// How often it was told to unwind its stack; -1 if it need not.
  int unwinding = -1;
  /// Depth of class initialisers: their events are not counted and never preempted.
  int initialising;
  /// The classes whose initialisers run, outermost first; null if none ever did.
  @Nullable List<Class<?>> initialisers;
  /// Reads since the last write or synchronisation: a spin loop shows as a long row of them.
  int idleReads;

  /// Where the task was last seen in application code.
  int site;
  /// The operation it is about to execute: what strategies look at.
  public int pendingSite;
  public @Nullable Object pendingTarget;
  public long pendingOffset;
  public boolean pendingWrite;
  /// The pending operation goes on only when nobody else holds the monitor `pendingTarget`.
  boolean pendingEntry;

  /// What a virtual thread was made to run: a fiber of Weft's can say its name.
  @Nullable Runnable made;

  /// Where the program called Weft last, and whether that call has done nothing yet.
  int operation;
  boolean fresh;
  /// Depth of operations of Weft's that are one step however many locks they take, and whether that step has begun.
  int section;
  boolean arrived;
  /// What its next operation of Weft's is, as [Resources] numbers them.
  int door;
  /// The operation of Weft's that runs takes a mutex. In which order it was had is told by those who unlock it.
  boolean takes;
  /// It is about to take a lock of Weft's own.
  boolean locking;
  /// It counts something that no step depends on.
  boolean quiet;

  /// When it had its last turn, for fairness.
  long lastTurn;

  /// Scratch of the strategies.
  public double priority;
  public int weight;

  /// Vector clock: `clock[id]` is the task's own epoch.
  public int[] clock;

  Task(int id, Thread thread, Runnable body, boolean daemon, @Nullable Object container, @Nullable Task spawner,
      int spawnSite) {
    this.id = id;
    this.thread = thread;
    this.body = body;
    this.daemon = daemon;
    this.container = container;
    this.spawner = spawner == null ? -1 : spawner.id;
    this.spawnSite = spawnSite;
    this.clock = new int[Math.max(4, id + 1)];
    this.context = Turns.BACKEND.context(this);
  }

  public String name() {
    String fiber = WeftWaits.fiberName(made);
    String name = Printable.name(fiber == null ? thread.getName() : fiber);
    return name.isEmpty() ? (thread.isVirtual() ? "virtual-" : "thread-") + id : name;
  }

  public boolean isBlocked() {
    return state != State.READY && state != State.DONE;
  }

  /// A time-out may end its wait.
  public boolean isTimed() {
    return deadline < FAR;
  }

  /// The id of the task that started this one, -1 for the main task.
  public int spawner() {
    return spawner;
  }

  @Override
  public String toString() {
    return name() + " " + state + (blocker == null ? "" : " on " + blocker.getClass().getSimpleName());
  }
}
