package dev.weft.check.engine.runtime;

import dev.weft.check.engine.strategy.Schedule;
import dev.weft.check.engine.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The controlled scheduler: runs one schedule of the explored program after the other. The calling thread is the carrier, which
/// decides; what the tasks run on is the [Backend]'s.
///
/// This is the door to it. Inside: [Tasks] are there and could run, [Turns] lets one of them run, [Points] are where it may be
/// interrupted, [Choice] asks the strategy who is next, [Ending] ends it all, [Memory] sees races.
///
/// All state of a schedule is static: hooks are called from user code at every access and must find it in one load.
public final class Control {
  /// The system property that names the backend: `continuations`, the default, or `platform`.
  public static final String BACKEND_PROPERTY = "dev.weft.check.backend";
  /// How deep the stack of main may be, where it is a thread of its own.
  private static final long MAIN_STACK = 8L << 20;

  /// No other schedule follows, so what still runs of this one is left where it is.
  private static boolean isLast;
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

  // ---- before the schedules

  /// Makes the calling thread the carrier. Must be called once, before the first schedule.
  public static void initialise() {
    becomeCarrier();
    JdkState.save();
  }

  /// Makes the calling thread the carrier from now on.
  public static void becomeCarrier() {
    Turns.BACKEND.becomeCarrier();
  }

  /// What to do about a schedule that cannot go on because of stacks that cannot be moved. It gets the reason, and should not return:
  /// frames of native code may not bear to be unwound.
  public static void whenCornered(Consumer<String> action) {
    Ending.whenCornered(action);
  }

  /// The program to come is a whole one, with a main method, and not a part of something that goes on.
  public static void programIsAlone() {
    Leaks.programIsAlone();
  }

  /// A leak was found in the schedule to come, where it could be.
  public static void leakIsKnown() {
    Leaks.isKnown();
  }

  /// The next schedule is the last one of this JVM.
  public static void beginsLast() {
    isLast = true;
  }

  // ---- a schedule

  /// Runs one schedule of `main` to its end.
  public static Result run(Runnable main, Setup setup) {
    reset(setup);
    ThreadIds.begin();
    Thread thread = new Thread(null, main, "main", MAIN_STACK, false);
    Tasks.spawn(thread, main, false, null, null);
    Turns.loop(null);
    ThreadIds.end();
    Points.footprint = null;
    Choice.end();
    Memory.RACES.endSchedule();
    Result result = result(setup);
    heartbeat++;
    if (!isLast) {
      if (Turns.BACKEND.leavesAnywhere()) {
        Ending.unwind();
      } else {
        Ending.unwindHolders();
      }
    }
    return result;
  }

  private static void reset(Setup setup) {
    Tasks.reset();
    JdkState.restore();
    Monitors.reset();
    Initialisers.reset();
    LockSites.reset();
    LostSignals.reset();
    Resources.reset();
    Timers.reset();
    Memory.reset();
    Turns.reset();
    Turns.RECORDER.begin(setup.programSeed(), setup.bounds().fairFrom());
    VirtualClock.reset();
    Hashes.reset();
    Chance.reset(setup.programSeed());
    Choice.reset(setup.strategy(), setup.seed());
    Points.reset(setup);
    Pace.begin(setup.bounds());
    Ending.reset();
    Order.reset(setup.programSeed());
  }

  private static Result result(Setup setup) {
    Failure failure = Ending.failure;
    int count = Tasks.count;
    if (failure != null) {
      failure = Ending.leftBehind.isEmpty() ? failure : Leaks.orDeadlock(Ending.leftBehind, failure);
    } else if (!Ending.exited && !Ending.givenUp) {
      failure = Leaks.atEnd(setup.everyEvent());
    }
    return new Result(failure, Points.hash, Order.hash(), Points.events, Turns.RECORDER.switches(), count, Ending.givenUp);
  }

  /// The schedule that was just run.
  public static Schedule recorded() {
    return Turns.RECORDER.schedule();
  }

  public static RaceLog races() {
    return Memory.RACES;
  }

  /// Lets go of every object of the schedule that was just run.
  static void forget() {
    Tasks.forget();
    Turns.reset();
    Ending.leftBehind = List.of();
    Monitors.forget();
    RealMonitors.forget();
    LockSites.reset();
    LostSignals.reset();
    Memory.forget();
    Pace.forget();
    Choice.forget();
  }

  // ---- for the watchdog, which looks without synchronisation

  static void getsOn() {
    heartbeat++;
  }

  /// A number that changes as long as schedules end or events happen.
  public static long progress() {
    return (heartbeat << 40) + Points.events;
  }

  /// The tasks that are parked, with where; when no task gets on any more.
  public static List<String> parked() {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < Tasks.count; i++) {
      Task task = Tasks.all[i];
      if (task.state == Task.State.PARKED) {
        places.add(task.name() + " at " + Stacks.place(task.context.stack()));
      }
    }
    return places;
  }

  /// The thread that is running now: the carrier, or where tasks have threads of their own that of the current one.
  public static Thread running(Thread carrier) {
    Task task = Turns.current;
    return task != null && Turns.BACKEND.leavesAnywhere() ? task.thread : carrier;
  }
}
