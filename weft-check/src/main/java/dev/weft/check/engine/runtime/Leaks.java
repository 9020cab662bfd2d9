package dev.weft.check.engine.runtime;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// Threads that wait for ever because nothing that could still act reaches what they wait for. Asked when a schedule has ended.
///
/// The garbage collector decides: the checker lets go of everything that it holds but the tasks that may still act, collects, and
/// looks whether what each suspect waits for is still there. Static fields are roots as ever, other threads' stacks are reached
/// through their tasks.
///
/// A daemon is a suspect only in a wait for one event (a future, a latch): a loop that serves a queue as a daemon is meant to be
/// left behind. A task found reachable counts as one that may act from then on, with its stack; so what only it reaches is no leak.
final class Leaks {
  /// Waits for something that happens once, by class and method.
  private static final Set<String> ONCE = Set.of("java.util.concurrent.CompletableFuture.waitingGet",
      "java.util.concurrent.FutureTask.awaitDone", "java.util.concurrent.CountDownLatch.await",
      "java.util.concurrent.ForkJoinTask.awaitDone");

  /// A collection costs more than a schedule: so many different schedules with the same suspects are judged, then fewer and fewer.
  private static final int OFTEN = 50;

  /// How many schedules with these suspects were judged, and which.
  private static final Map<String, Integer> JUDGED = new HashMap<>();
  private static final Set<Long> SCHEDULES = new HashSet<>();
  /// What came of each suspect last: a replay that records objects cannot be judged anew.
  private static final Map<String, Boolean> LEAKED = new HashMap<>();
  private static final Set<String> REACHABLE = new HashSet<>();
  /// The program is all that runs in its JVM, so what keeps that from ending is its fault.
  private static boolean alone;
  /// A replay of a leak: the collector has been asked when it was found.
  private static boolean known;

  private Leaks() {}

  static void programIsAlone() {
    alone = true;
  }

  static void isKnown() {
    known = true;
  }

  /// The leak at the end of a schedule that went well, if there is one.
  ///
  /// @param always judge even if the like has been judged often
  static @Nullable Failure atEnd(boolean always) {
    List<Task> suspects = new ArrayList<>();
    for (int i = 0; i < Tasks.count; i++) {
      Task task = Tasks.all[i];
      if (task.state == Task.State.PARKED && !task.isTimed() && task.daemon
          && !(Parking.blockerOf(task) instanceof ForkJoinPool) && waitsOnce(task)) {
        suspects.add(task);
      }
    }
    if (!suspects.isEmpty()) {
      return judge(suspects, always);
    }
    return alone ? neverShutDown() : null;
  }

  /// Whether tasks that nothing can wake any more, in a program whose main thread has ended, wait for what nobody reaches.
  static Failure orDeadlock(List<Task> stuck, Failure deadlock) {
    Failure leak = judge(stuck, true);
    return leak == null || leak.parties().size() < stuck.size() ? deadlock : leak;
  }

  private static @Nullable Failure judge(List<Task> suspects, boolean always) {
    List<Failure.Party> parties = Deadlocks.parties(suspects);
    List<Integer> unreachable = new ArrayList<>();
    String all = parties.stream().map(Leaks::signature).sorted().distinct().toList().toString();
    if (!always && !isWorthIt(all)) {
      return null;
    }
    if (Turns.BACKEND.leavesAnywhere() || known && Points.trace != null) {
      // Stacks of real threads are roots for the collector, so it cannot tell; nor can it where a trace holds objects.
      for (int i = 0; known && i < parties.size(); i++) {
        unreachable.add(i);
      }
    } else if (Points.trace != null) {
      for (int i = 0; i < parties.size(); i++) {
        if (LEAKED.getOrDefault(signature(parties.get(i)), false)) {
          unreachable.add(i);
        }
      }
    } else {
      unreachable = unreachable(suspects, parties);
      for (int i = 0; i < parties.size(); i++) {
        LEAKED.put(signature(parties.get(i)), unreachable.contains(i));
      }
    }
    if (unreachable.isEmpty()) {
      return null;
    }
    List<Failure.Party> leaked = unreachable.stream().map(i -> noted(parties.get(i))).toList();
    Failure.Party first = leaked.getFirst();
    return new Failure(Failure.Kind.LEAK, "leak: " + (leaked.size() == 1 ? first.thread() + " waits" : leaked.size()
        + " threads wait") + " for ever at " + first.waitsAt() + ", and nothing that could still act reaches what "
        + (leaked.size() == 1 ? "it waits" : "they wait") + " for", leaked, null);
  }

  private static boolean isWorthIt(String suspects) {
    if (!SCHEDULES.add(Points.hash)) {
      return false;
    }
    int times = JUDGED.merge(suspects, 1, Integer::sum);
    return times <= OFTEN || Integer.bitCount(times) == 1;
  }

  private static String signature(Failure.Party party) {
    return party.waitsAt() + "/" + party.waitsFor().replaceAll("#\\d+", "");
  }

  private static Failure.Party noted(Failure.Party party) {
    return party.withNote("no other thread and no static field reaches it any more");
  }

  /// The suspects, by index, that nothing reaches. What the checker knew of the schedule is forgotten.
  private static List<Integer> unreachable(List<Task> suspects, List<Failure.Party> parties) {
    List<List<WeakReference<Object>>> wakers = new ArrayList<>();
    boolean[] acts = new boolean[suspects.size()];
    List<Task> held = new ArrayList<>();
    for (int i = 0; i < acts.length; i++) {
      acts[i] = REACHABLE.contains(signature(parties.get(i)));
      wakers.add(wakers(suspects.get(i)));
    }
    for (int i = 0; i < Tasks.count; i++) {
      Task task = Tasks.all[i];
      int suspect = suspects.indexOf(task);
      if (task.state != Task.State.DONE && (suspect < 0 || acts[suspect])) {
        held.add(task);
      } else if (suspect >= 0) {
        Jdk.clearParkBlocker(task.thread);
      }
    }
    suspects.clear();
    Control.forget();
    System.gc();
    Reference.reachabilityFence(held);
    List<Integer> found = new ArrayList<>();
    Set<String> others = new HashSet<>();
    for (int i = 0; i < acts.length; i++) {
      if (acts[i]) {
        continue;
      }
      if (wakers.get(i).stream().allMatch(waker -> waker.refersTo(null))) {
        found.add(i);
      } else {
        others.add(signature(parties.get(i)));
      }
    }
    if (found.isEmpty() || others.isEmpty()) {
      return found;
    }
    // The stacks of the others were not held this time: what they reach may look unreachable.
    REACHABLE.addAll(others);
    return List.of();
  }

  /// What must be reached to wake the task: what it is parked on if that happens once, else also the thread itself.
  private static List<WeakReference<Object>> wakers(Task task) {
    List<WeakReference<Object>> wakers = new ArrayList<>();
    Object blocker = task.state == Task.State.JOINING ? null : Parking.blockerOf(task);
    if (blocker != null) {
      wakers.add(new WeakReference<>(blocker));
    }
    if (blocker == null || !waitsOnce(task)) {
      wakers.add(new WeakReference<>(task.thread));
    }
    return wakers;
  }

  private static boolean waitsOnce(Task task) {
    for (StackTraceElement frame : task.context.stack()) {
      if (Stacks.isApplication(frame)) {
        return false;
      }
      if (ONCE.contains(frame.getClassName() + "." + frame.getMethodName())) {
        return true;
      }
    }
    return false;
  }

  /// Idle threads that are no daemons: the JVM would never end.
  private static @Nullable Failure neverShutDown() {
    List<Task> idle = new ArrayList<>();
    String hint = "";
    for (int i = 0; i < Tasks.count; i++) {
      Task task = Tasks.all[i];
      String door = task.isBlocked() && !task.isTimed() && !task.thread.isDaemon() ? Deadlocks.idleIn(task) : null;
      if (door != null) {
        idle.add(task);
        hint = door.equals("java.util.TimerThread") ? "cancel() of its Timer is never called"
            : "shutdown() or close() of its pool is never called";
      }
    }
    if (idle.isEmpty()) {
      return null;
    }
    String note = hint;
    List<Failure.Party> parties = idle.stream().map(task -> new Failure.Party(task.name(), List.of(), "work",
        task.spawnSite == 0 ? "unknown" : Sites.at(task.spawnSite).place(), "", List.of(), note)).toList();
    return new Failure(Failure.Kind.LEAK, "leak: the program never ends, because " + idle.getFirst().name()
        + (idle.size() == 1 ? " is" : " and " + (idle.size() - 1) + " more are") + " left without work: " + note, parties, null);
  }
}
