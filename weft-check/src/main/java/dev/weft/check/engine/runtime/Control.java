package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Clocks;
import dev.weft.check.engine.race.RaceDetector;
import dev.weft.check.engine.race.Shadow;
import dev.weft.check.engine.race.ShadowTable;
import dev.weft.check.engine.strategy.Footprint;
import dev.weft.check.engine.strategy.Schedule;
import dev.weft.check.engine.strategy.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import jdk.internal.vm.annotation.ChangesCurrentThread;
import jdk.internal.vm.annotation.DontInline;
import org.jspecify.annotations.Nullable;

/// The controlled scheduler: runs one schedule of the explored program. The calling thread is the carrier, which decides; what the
/// tasks run on is the [Backend]'s.
///
/// Invariants:
/// - exactly one task runs at a time, while the carrier waits; `current` is that task, null while the checker itself runs
/// - a task is in `ready` if and only if its state is READY; the running task is READY
/// - a task stops running only in [#transfer] (preempted at a point), [#block] (it waits) or by ending
/// - who runs next is always a decision of the strategy, except that a schedule ends by itself
///
/// All state is static: hooks are called from user code at every access and must find it in one load.
public final class Control {
  /// The name by which a clean end inside user code (System.exit, a failure found) unwinds frames that cannot yield.
  static final class RunEnded extends Error {
    private static final long serialVersionUID = 1;

    RunEnded() {
      super("the schedule has ended", null, false, false);
    }
  }

  /// The system property that names the backend: `continuations`, the default, or `platform`.
  public static final String BACKEND_PROPERTY = "dev.weft.check.backend";
  static final Backend BACKEND = Backend.chosen();
  /// How deep the stack of main may be, where it is a thread of its own.
  private static final long MAIN_STACK = 8L << 20;

  static @Nullable Task current;
  static Task[] tasks = new Task[16];
  static int taskCount;
  static Task[] ready = new Task[16];
  static int readyCount;
  private static Task[] candidates = new Task[16];
  private static int timed;
  private static int nonDaemons;
  static final IdentityHashMap<Thread, Task> BY_THREAD = new IdentityHashMap<>();

  @SuppressWarnings("NullAway.Init")
  private static Strategy strategy;
  private static boolean early;
  /// Replaying: every event is a point, whatever is known to be racy.
  static boolean everyEvent;
  static @Nullable Trace trace;
  static @Nullable Footprint footprint;

  private static @Nullable Task next;
  private static @Nullable Task blockedLast;
  private static boolean ended;
  /// The schedule has ended, and what still runs of it is being unwound.
  private static boolean over;
  static @Nullable Failure failure;
  /// The program ended itself, by System.exit or its like.
  private static boolean exited;
  /// The strategy did not want the rest of the schedule.
  private static boolean givenUp;
  private static @Nullable Consumer<String> whenCornered;
  /// The tasks that nothing can wake any more, although the main one has ended properly.
  static List<Task> leftBehind = List.of();

  /// No other schedule follows, so what still runs of this one is left where it is.
  private static boolean isLast;

  static final ShadowTable SHADOWS = new ShadowTable();
  static final RaceLog RACES = new RaceLog();
  static final RaceDetector DETECTOR = new RaceDetector(RACES);
  static final Recorder RECORDER = new Recorder();

  static long hash;
  static long events;
  private static long turns;
  /// Somebody wants to know the values that are read and written.
  static boolean wantsValues;
  /// Never reset: counts the schedules, and now and then events.
  private static volatile long heartbeat;

  private Control() {}

  /// How one schedule is to be run.
  ///
  /// @param seed       of the strategy
  /// @param programSeed of the program's own randomness
  /// @param bounds     when the schedule becomes fair, and when it is called a livelock
  public record Setup(Strategy strategy, long seed, long programSeed, boolean everyEvent, @Nullable Trace trace,
      Bounds bounds) {}

  /// What came of one schedule.
  ///
  /// @param hash  of all events as they came
  /// @param order of conflicting operations only
  /// @param givenUp the strategy knew the rest: what is here is the beginning of a schedule that was run before
  public record Result(@Nullable Failure failure, long hash, long order, long events, int switches, int tasks, boolean givenUp) {}

  /// Makes the calling thread the carrier. Must be called once, before the first schedule.
  public static void initialise() {
    BACKEND.becomeCarrier();
    JdkState.save();
  }

  /// A number that changes as long as schedules end or events happen; for the watchdog, which looks at it without synchronisation.
  public static long progress() {
    return (heartbeat << 40) + events;
  }

  /// The tasks that are parked, with where; for the watchdog, when no task gets on any more.
  public static List<String> parked() {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < taskCount; i++) {
      if (tasks[i].state == Task.State.PARKED) {
        places.add(tasks[i].name() + " at " + Stacks.place(tasks[i].context.stack()));
      }
    }
    return places;
  }

  /// Makes the calling thread the carrier from now on.
  public static void becomeCarrier() {
    BACKEND.becomeCarrier();
  }

  /// What to do about a schedule that cannot go on because of stacks that cannot be moved. It gets the reason, and should not return:
  /// frames of native code may not bear to be unwound.
  public static void whenCornered(Consumer<String> action) {
    whenCornered = action;
  }

  static void cornered(String why) {
    Consumer<String> action = whenCornered;
    if (action != null) {
      current = null;
      action.accept(why);
    }
  }

  /// The thread that is running now: the carrier, or where tasks have threads of their own that of the current one. For others to ask.
  public static Thread running(Thread carrier) {
    Task task = current;
    return task != null && BACKEND.leavesAnywhere() ? task.thread : carrier;
  }

  /// The next schedule is the last one of this JVM.
  public static void beginsLast() {
    isLast = true;
  }

  /// Runs one schedule of `main` to its end.
  public static Result run(Runnable main, Setup setup) {
    reset(setup);
    ThreadIds.begin();
    Thread thread = new Thread(null, main, "main", MAIN_STACK, false);
    spawn(thread, main, false, null, null);
    loop(null);
    ThreadIds.end();
    footprint = null;
    strategy.end();
    int count = taskCount;
    Failure deadlock = failure;
    if (deadlock == null && !exited && !givenUp) {
      failure = Leaks.atEnd(setup.everyEvent());
    } else if (deadlock != null && !leftBehind.isEmpty()) {
      failure = Leaks.orDeadlock(leftBehind, deadlock);
    }
    heartbeat++;
    Result result = new Result(failure, hash, Order.hash(), events, RECORDER.switches(), count, givenUp);
    if (BACKEND.leavesAnywhere() && !isLast) {
      unwind();
    }
    return result;
  }

  /// Ends what still runs on threads of its own: the next hook that one of them meets throws.
  private static void unwind() {
    over = true;
    Pace.lookAt = -1;
    for (int i = 0; i < taskCount; i++) {
      current = tasks[i];
      tasks[i].context.release();
    }
    current = null;
  }

  /// The program to come is a whole one, with a main method, and not a part of something that goes on.
  public static void programIsAlone() {
    Leaks.programIsAlone();
  }

  /// A leak was found in the schedule to come, where it could be.
  public static void leakIsKnown() {
    Leaks.isKnown();
  }

  /// Lets go of every object of the schedule that was just run.
  static void forget() {
    Arrays.fill(tasks, null);
    Arrays.fill(ready, null);
    Arrays.fill(candidates, null);
    taskCount = 0;
    readyCount = 0;
    next = null;
    blockedLast = null;
    leftBehind = List.of();
    BY_THREAD.clear();
    Monitors.forget();
    LockSites.reset();
    LostSignals.reset();
    SHADOWS.forget();
    Pace.forget();
    strategy.forget();
  }

  /// The schedule that was just run.
  public static Schedule recorded() {
    return RECORDER.schedule();
  }

  public static RaceLog races() {
    return RACES;
  }

  private static void reset(Setup setup) {
    Arrays.fill(tasks, 0, taskCount, null);
    taskCount = 0;
    Arrays.fill(ready, 0, readyCount, null);
    readyCount = 0;
    timed = 0;
    nonDaemons = 0;
    BY_THREAD.clear();
    JdkState.restore();
    Monitors.reset();
    Initialisers.reset();
    LockSites.reset();
    LostSignals.reset();
    Resources.reset();
    Timers.reset();
    SHADOWS.clear();
    RACES.beginSchedule();
    RECORDER.begin(setup.programSeed(), setup.bounds().fairFrom());
    VirtualClock.reset();
    Hashes.reset();
    Chance.reset(setup.programSeed());
    strategy = setup.strategy();
    strategy.begin(setup.seed());
    early = strategy.earlyTimeouts();
    footprint = strategy.footprint();
    everyEvent = setup.everyEvent();
    trace = setup.trace();
    wantsValues = trace != null;
    Pace.begin(setup.bounds());
    turns = 0;
    next = null;
    blockedLast = null;
    ended = false;
    over = false;
    exited = false;
    givenUp = false;
    leftBehind = List.of();
    failure = null;
    hash = setup.programSeed();
    Order.reset(hash);
    events = 0;
  }

  /// What is known of a variable.
  static Shadow shadow(Object base, long offset) {
    Hashes.stamp(base);
    return SHADOWS.of(base, offset);
  }

  // ---- tasks

  /// The running task if the caller is it, null if the caller is the checker or a thread that is not controlled.
  static @Nullable Task current() {
    Task task = current;
    return task != null && Thread.currentThread() == task.thread ? task : null;
  }

  /// Runs an action of the checker's own on the calling task, whose hooks let it pass.
  public static void uncontrolled(Runnable action) {
    Task task = current;
    current = null;
    try {
      action.run();
    } finally {
      current = task;
    }
  }

  static Task spawn(Thread thread, Runnable body, boolean daemon, @Nullable Object container, @Nullable Task spawner) {
    if (taskCount == tasks.length) {
      tasks = Arrays.copyOf(tasks, taskCount * 2);
      ready = Arrays.copyOf(ready, taskCount * 2);
      candidates = Arrays.copyOf(candidates, taskCount * 2);
    }
    Task task = new Task(taskCount, thread, body, daemon, container, spawner, spawner == null ? 0 : spawner.site);
    tasks[taskCount++] = task;
    BY_THREAD.put(thread, task);
    Jdk.seedThreadLocalRandom(thread, Chance.seedOf(task.id));
    if (!daemon) {
      nonDaemons++;
    }
    if (spawner != null) {
      task.clock = Clocks.join(task.clock, spawner.clock);
      spawner.clock = Clocks.tick(spawner.clock, spawner.id);
    }
    task.clock = Clocks.tick(task.clock, task.id);
    touch(task, 0, true);
    enqueue(task);
    return task;
  }

  private static void enqueue(Task task) {
    task.state = Task.State.READY;
    task.slot = readyCount;
    ready[readyCount++] = task;
  }

  private static void dequeue(Task task) {
    Task last = ready[--readyCount];
    ready[readyCount] = task;
    ready[task.slot] = last;
    last.slot = task.slot;
    task.slot = -1;
  }

  /// A task that has not begun cannot begin yet.
  static void holdBack(Task task, Object blocker) {
    dequeue(task);
    task.state = Task.State.MONITOR;
    task.blocker = blocker;
  }

  /// Makes a blocked task runnable again.
  static void wake(Task task) {
    if (task.deadline != Task.NEVER) {
      timed--;
      task.deadline = Task.NEVER;
    }
    task.blocker = null;
    enqueue(task);
  }

  /// Changes the deadline of a timed wait.
  static void waitUntil(Task task, long deadline) {
    timed -= deadline == Task.NEVER ? 1 : 0;
    task.deadline = deadline;
  }

  static void finished(Task task) {
    touch(task, 0, true);
    dequeue(task);
    task.state = Task.State.DONE;
    if (!task.daemon) {
      nonDaemons--;
    }
    Pace.threadEnded();
    Trace t = trace;
    if (t != null) {
      t.note(task, "ends");
    }
    for (int i = 0; i < taskCount; i++) {
      Task other = tasks[i];
      if (other.state == Task.State.JOINING && other.blocker == task) {
        wake(other);
      }
    }
    Monitors.threadEnded(task);
  }

  // ---- points and waiting

  /// Counts an event of the running task; all that a schedule is measured in.
  static void event(Task task, Site site) {
    task.events++;
    task.site = site.id;
    hash = (hash ^ site.hash + task.id * 0x9E3779B97F4A7C15L) * 0x100000001B3L;
    if (++events > Pace.lookAt) {
      late(task);
    }
    if ((events & 4095) == 0) {
      heartbeat++;
    }
  }

  private static void late(Task task) {
    if (over) {
      leave(task);
    }
    if (Pace.isEndless(events) && task.initialising == 0) {
      fail(Pace.livelock(events));
      endFrom(task);
    }
  }

  /// A schedule point: another task may run before the pending operation of this one.
  static void point(Task task, int site, @Nullable Object target, long offset, boolean write) {
    task.pendingSite = site;
    task.pendingTarget = target;
    task.pendingOffset = offset;
    task.pendingWrite = write;
    task.pendingEntry = Sites.at(site).kind == Site.Kind.ENTER;
    if (write) {
      task.idleReads = 0;
    } else if (++task.idleReads > 40) {
      task.yielding = true;
    }
    Pace.did(task, site, target, offset);
    decide(task);
    if (footprint != null && target != null) {
      switch (Sites.at(site).kind) {
        case CALL, THREAD -> { }
        case READ, WRITE, READ_ELEMENT, WRITE_ELEMENT, ENTER, EXIT, WAIT, NOTIFY, NOTIFY_ALL, READ_CONTENTS, WRITE_CONTENTS,
            HANDLE -> touch(target, offset, write);
      }
    }
  }

  /// Tells the strategy, if it wants to know, that the running task touches a variable.
  static void touch(Object base, long offset, boolean write) {
    Footprint wanted = footprint;
    if (wanted != null) {
      Hashes.stamp(base);
      wanted.touch(base, offset, write);
    }
  }

  /// Tells the strategy that the running task has looked at something that is no variable.
  static void uncertain() {
    Footprint wanted = footprint;
    if (wanted != null) {
      wanted.uncertain();
    }
  }

  /// True if the pending operation of a ready task could not go on: it enters a monitor or takes a lock that another task has,
  /// or waits for the end of a task that runs.
  public static boolean wouldBlock(Task task) {
    Object target = task.pendingTarget;
    Site.Kind kind = Sites.at(task.pendingSite).kind;
    if (kind == Site.Kind.CALL && target != null && Resources.isHeld(task, target)) {
      return true;
    }
    Object lock = pendingLock(task);
    return lock != null && switch (kind) {
      case ENTER, WAIT -> Monitors.isHeldByOther(task, lock);
      case CALL -> lock instanceof AbstractOwnableSynchronizer sync && isHeldByOther(task, sync);
      case THREAD -> lock instanceof Task joined && joined.state != Task.State.DONE;
      case READ, WRITE, READ_ELEMENT, WRITE_ELEMENT, EXIT, NOTIFY, NOTIFY_ALL, READ_CONTENTS, WRITE_CONTENTS, HANDLE -> false;
    };
  }

  private static boolean isHeldByOther(Task task, AbstractOwnableSynchronizer lock) {
    Thread owner = Jdk.exclusiveOwner(lock);
    return owner != null && owner != task.thread;
  }

  /// What the pending operation of a task takes before it can go on, or null: the monitor's object, the synchroniser of a lock,
  /// or the task that it joins, which is held by itself until it ends.
  public static @Nullable Object pendingLock(Task task) {
    Object target = task.pendingTarget;
    if (target == null) {
      return null;
    }
    Site site = Sites.at(task.pendingSite);
    return switch (site.kind) {
      case ENTER, WAIT -> task.pendingEntry ? target : null;
      case CALL -> site.member.equals("lock") && target instanceof ReentrantLock lock ? LockSites.syncOf(lock)
          : Resources.lockOf(task, target);
      case THREAD -> site.member.equals("join") && target instanceof Thread thread ? BY_THREAD.get(thread) : null;
      case READ, WRITE, READ_ELEMENT, WRITE_ELEMENT, EXIT, NOTIFY, NOTIFY_ALL, READ_CONTENTS, WRITE_CONTENTS, HANDLE -> null;
    };
  }

  private static void decide(Task task) {
    if ((task.atomic | task.initialising) != 0 || readyCount == 1 && !everyEvent
        && footprint == null && !(early && timed > 0)) {
      return;
    }
    Task chosen = choose(task);
    if (chosen != null && chosen != task) {
      RECORDER.preempted(task.events);
      transfer(task, chosen);
    }
  }

  /// The task says that it only waits for others: somebody else should run.
  static void yieldPoint(Task task, Site site) {
    event(task, site);
    task.yielding = true;
    point(task, site.id, null, 0, false);
  }

  /// Null if the schedule has been given up, which a running task does not come back from.
  private static @Nullable Task choose(@Nullable Task running) {
    Timers.refresh();
    int count = readyCount;
    Task[] from = ready;
    if (!Pace.fair && timed > 0 && (early || count == 0)) {
      System.arraycopy(ready, 0, candidates, 0, count);
      for (int i = 0; i < taskCount; i++) {
        if (tasks[i].isBlocked() && tasks[i].deadline != Task.NEVER) {
          candidates[count++] = tasks[i];
        }
      }
      from = candidates;
    }
    Task chosen = Pace.fair ? Pace.leastRecent(ready, readyCount) : strategy.choose(running, from, count);
    if (chosen == null) {
      if (giveUp(running)) {
        return null;
      }
      chosen = Objects.requireNonNull(strategy.choose(running, from, count), "a schedule that cannot be given up must go on");
    }
    if (chosen != running) {
      if (chosen.isBlocked()) {
        expire(chosen);
      }
      for (int i = 0; i < readyCount; i++) {
        ready[i].yielding = false;
      }
    }
    return chosen;
  }

  /// Ends the schedule, as the strategy wants it. Not if something would be left behind for the schedules to come: a class initialiser
  /// that never ends, a real monitor that is never left; nor from a stack that cannot be left.
  private static boolean giveUp(@Nullable Task running) {
    for (int i = 0; i < taskCount; i++) {
      Task task = tasks[i];
      if (task.initialising != 0 || task.atomic != 0 || task != running && task.context.isBeneath()) {
        return false;
      }
    }
    ended = true;
    givenUp = true;
    if (running != null) {
      if (BACKEND.leave(running)) {
        throw new AssertionError("a schedule that was given up must not go on");
      }
      ended = false;
      givenUp = false;
      return false;
    }
    return true;
  }

  /// The strategy is not asked any more, and every event is a point.
  static void goesOnFairly() {
    everyEvent = true;
    wantsValues = true;
    footprint = null;
    strategy.abandon();
    RECORDER.stop();
  }

  /// The running task's access has this value.
  static void value(@Nullable Object value) {
    Trace t = trace;
    if (t != null) {
      t.value(value);
    }
    Pace.value(value);
  }

  private static void expire(Task task) {
    if (++events > Pace.lookAt && Pace.isEndless(events)) {
      fail(Pace.livelock(events));
    }
    VirtualClock.advanceTo(task.deadline);
    task.timedOut = true;
    wake(task);
  }

  @DontInline
  @ChangesCurrentThread
  private static void transfer(Task from, Task to) {
    next = to;
    leave(from);
  }

  /// Blocks the running task until somebody wakes it or its deadline passes (then `timedOut` is true).
  static void block(Task task, Task.State state, @Nullable Object blocker, long deadline) {
    if (over) {
      leave(task);
    }
    if (task.initialising != 0) {
      Initialisers.waits(task);
    }
    task.state = state;
    task.blocker = blocker;
    task.timedOut = false;
    task.idleReads = 0;
    task.deadline = deadline;
    dequeue(task);
    if (deadline != Task.NEVER) {
      timed++;
    }
    Trace t = trace;
    if (t != null) {
      t.blocked(task);
    }
    blockedLast = task;
    next = null;
    leave(task);
  }

  @DontInline
  @ChangesCurrentThread
  private static void leave(Task task) {
    if (BACKEND.leave(task)) {
      return;
    }
    nested(task);
  }

  /// The stack of the task cannot be moved: others run on top of it until it may go on.
  @DontInline
  @ChangesCurrentThread
  private static void nested(Task task) {
    Identity.assume(Identity.carrier());
    try {
      loop(task);
    } finally {
      current = task;
      Identity.assume(task.thread);
    }
    if (ended) {
      unwindFromWithin(task);
    }
  }

  /// The schedule has ended while the task is where it cannot be left. What of it still runs (it may have been blocked, and so is in
  /// no queue) must not wait nor count any more: from here on its hooks throw this error again.
  private static void unwindFromWithin(Task task) {
    over = true;
    Pace.lookAt = -1;
    if (Stacks.inUpcall()) {
      cornered(task.name() + " waits in a function that native code calls");
    }
    throw new RunEnded();
  }

  /// Runs tasks until the schedule ends or `until` is chosen.
  @DontInline
  @ChangesCurrentThread
  private static void loop(@Nullable Task until) {
    while (!ended) {
      Task task = next;
      next = null;
      if (task == null) {
        task = nextAfterBlock();
        if (task == null) {
          ended = true;
          return;
        }
      }
      if (task == until) {
        takesTurn(task);
        return;
      }
      if (task.context.isBeneath()) {
        Failure stuck = Deadlocks.heldByInitialiser(task, until);
        cornered(stuck.headline());
        fail(stuck);
        return;
      }
      resume(task);
    }
  }

  @DontInline
  @ChangesCurrentThread
  private static void resume(Task task) {
    takesTurn(task);
    Trace t = trace;
    if (t != null) {
      t.resumed(task);
    }
    current = task;
    task.context.enter();
    current = null;
    if (task.state == Task.State.DONE) {
      task.context.release();
    }
  }

  private static void takesTurn(Task task) {
    task.lastTurn = ++turns;
    RECORDER.resumes(task);
  }

  private static @Nullable Task nextAfterBlock() {
    Task last = blockedLast;
    blockedLast = null;
    if (last != null && last.isBlocked() && !last.isTimed()) {
      Failure cycle = Deadlocks.cycle(last);
      if (cycle != null) {
        fail(cycle);
        return null;
      }
    }
    if (nonDaemons == 0) {
      return null;
    }
    Timers.refresh();
    if (readyCount == 0 && timed == 0) {
      Failure stuck = Deadlocks.quiescent(tasks, taskCount);
      if (stuck != null) {
        fail(stuck);
      }
      return null;
    }
    if (readyCount == 0 && (Pace.fair || !early)) {
      return earliest();
    }
    return choose(null);
  }

  private static Task earliest() {
    Task first = null;
    for (int i = 0; i < taskCount; i++) {
      Task task = tasks[i];
      if (task.isBlocked() && task.deadline != Task.NEVER && (first == null || task.deadline < first.deadline)) {
        first = task;
      }
    }
    if (first == null) {
      throw new AssertionError("a timed wait was counted but is not there");
    }
    expire(first);
    return first;
  }

  /// Chooses one of several equal things and records the choice.
  static int pick(int count) {
    if (count == 1 || Pace.fair) {
      return 0;
    }
    int choice = strategy.pick(count);
    RECORDER.picked(choice);
    return choice;
  }

  // ---- ends

  static void fail(Failure what) {
    if (failure == null && !ended) {
      failure = what;
    }
    ended = true;
  }

  static boolean hasEnded() {
    return ended;
  }

  static boolean isOver() {
    return over;
  }

  /// The program ends itself.
  static void exitFrom(Task task) {
    exited = true;
    endFrom(task);
  }

  /// Ends the schedule from inside a task, which does not come back.
  static void endFrom(Task task) {
    ended = true;
    next = null;
    if (BACKEND.leave(task)) {
      throw new AssertionError("a schedule that has ended must not go on");
    }
    unwindFromWithin(task);
  }
}
