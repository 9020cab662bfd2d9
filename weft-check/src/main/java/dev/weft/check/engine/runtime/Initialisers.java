package dev.weft.check.engine.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Class initialisation, which takes a lock (JLS 12.4.2): two threads that initialise two classes that need each other, from different
/// ends, wait for each other.
///
/// On continuations an initialiser is one step, because a stack with one on it cannot be moved and the JVM's lock would belong to the
/// carrier. There it is only noted whether the program could have such a deadlock: one initialiser ran inside another while there were
/// several threads, and the code of the inner class, or of what it uses, uses the outer one; or the initialiser of a class uses a
/// subclass; in both cases code of a third class must use the inner one, so that a thread can begin there. Or an initialiser waited
/// for somebody, who may need the class.
///
/// When initialisers are explored (tasks on threads of their own, classes loaded anew for each schedule), every instruction that
/// may initialise a class first takes a monitor of the checker's own, which is left when the initialiser has ended. So the schedule
/// decides who initialises what, a cycle is found as any other deadlock is, and no thread ever waits for the JVM's own lock.
public final class Initialisers {
  /// Stands for the lock of a class.
  record Lock(String name) {
    @Override
    public String toString() {
      return "the initialisation of " + name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
  }

  private record Nesting(String outer, String inner) {}

  private static boolean explored;
  private static final IdentityHashMap<Class<?>, Lock> LOCKS = new IdentityHashMap<>();
  /// By internal name: nothing more to be done before the class is used.
  private static final Set<String> DONE = new HashSet<>();
  private static final Map<String, Set<String>> USES = new HashMap<>();
  private static final Map<String, Set<String>> INITIALISER_USES = new HashMap<>();
  private static final Map<String, String> SUPERCLASS = new HashMap<>();
  private static final Set<Nesting> NESTED = new HashSet<>();
  /// Classes that were initialised while there were several threads.
  private static final Set<String> AMONG_THREADS = new HashSet<>();

  /// An initialiser that waited for somebody, or empty.
  private static String waited = "";
  /// Lambdas whose body is a static method of a class: to run one initialises the class.
  private static final IdentityHashMap<Object, Class<?>> BODIES = new IdentityHashMap<>();

  private Initialisers() {}

  /// From now on initialisers are explored.
  public static void explore() {
    explored = true;
  }

  public static boolean areExplored() {
    return explored;
  }

  /// The agent tells which classes the code of a class, and that of its initialiser, uses; by internal names.
  public static synchronized void uses(String type, String superclass, Set<String> used, Set<String> byInitialiser) {
    USES.put(type, Set.copyOf(used));
    INITIALISER_USES.put(type, Set.copyOf(byInitialiser));
    SUPERCLASS.put(type, superclass);
  }

  /// Why initialisers may wait for each other or for ever, or empty.
  public static synchronized String suspicious() {
    for (Nesting nesting : NESTED) {
      if (reaches(nesting.inner, nesting.outer) && isUsedBesides(nesting.inner, nesting.outer)) {
        return eachOther(nesting.outer, nesting.inner);
      }
    }
    for (String type : AMONG_THREADS) {
      for (String used : INITIALISER_USES.getOrDefault(type, Set.of())) {
        if (extendsClass(used, type) && isUsedBesides(used, type)) {
          return eachOther(type, used);
        }
      }
    }
    return waited;
  }

  private static String eachOther(String one, String other) {
    return new Lock(one.replace('/', '.')) + " and " + new Lock(other.replace('/', '.')) + " may wait for each other";
  }

  /// The task is about to wait.
  static void waits(Task task) {
    List<Class<?>> running = task.initialisers;
    if (!explored && waited.isEmpty() && running != null && !running.isEmpty()) {
      waited = new Lock(running.getLast().getName()) + " waits for other threads";
    }
  }

  /// The body of a lambda is a static method of the class.
  static void bodyIn(Object lambda, Class<?> type) {
    BODIES.put(lambda, type);
  }

  /// What a thread that runs the lambda must wait for before it can begin, or null.
  static @Nullable Object beginsIn(Task task, @Nullable Runnable lambda) {
    Class<?> type = lambda == null ? null : BODIES.get(lambda);
    return type != null && Jdk.UNSAFE.shouldBeInitialized(type) && Monitors.isHeldByOther(task, of(type)) ? of(type) : null;
  }

  /// True if a thread could begin with the class without having come by the other one.
  private static boolean isUsedBesides(String type, String other) {
    return USES.entrySet().stream().anyMatch(
        entry -> !entry.getKey().equals(type) && !entry.getKey().equals(other) && entry.getValue().contains(type));
  }

  private static boolean extendsClass(String type, String superclass) {
    for (String c = SUPERCLASS.get(type); c != null; c = SUPERCLASS.get(c)) {
      if (c.equals(superclass)) {
        return true;
      }
    }
    return false;
  }

  private static boolean reaches(String from, String to) {
    Set<String> seen = new HashSet<>();
    ArrayDeque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      for (String used : USES.getOrDefault(open.poll(), Set.of())) {
        if (used.equals(to)) {
          return true;
        }
        if (seen.add(used)) {
          open.add(used);
        }
      }
    }
    return false;
  }

  static void reset() {
    if (explored) {
      LOCKS.clear();
      DONE.clear();
      BODIES.clear();
    }
  }

  /// Before an instruction that may initialise a class.
  static void used(Task task, Class<?> from, int siteId) {
    Site site = Sites.at(siteId);
    if (DONE.contains(site.owner)) {
      return;
    }
    Class<?> type = load(site.owner, from.getClassLoader());
    if (type == null || type.getClassLoader() == null || !Jdk.UNSAFE.shouldBeInitialized(type)) {
      DONE.add(site.owner);
    } else {
      enter(task, type, siteId);
    }
  }

  private static @Nullable Class<?> load(String name, @Nullable ClassLoader loader) {
    Task task = Turns.current;
    Turns.current = null;
    try {
      return Class.forName(name.replace('/', '.'), false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return null; // the instruction itself will say so
    } finally {
      Turns.current = task;
    }
  }

  /// Takes the locks that the JVM will take: of the class, then of its superclass.
  private static void enter(Task task, Class<?> type, int siteId) {
    Lock lock = of(type);
    if (type.getClassLoader() == null || Monitors.holds(task, lock) || !Jdk.UNSAFE.shouldBeInitialized(type)) {
      return;
    }
    int depth = task.initialising;
    task.initialising = 0; // a point, although an initialiser may be running
    try {
      Monitors.enter(task, lock, siteId);
    } finally {
      task.initialising = depth;
    }
    if (!Jdk.UNSAFE.shouldBeInitialized(type)) {
      Monitors.exit(task, lock, 0);
      return;
    }
    Class<?> superclass = type.isInterface() ? null : type.getSuperclass();
    if (superclass != null) {
      enter(task, superclass, siteId);
    }
  }

  private static Lock of(Class<?> type) {
    return LOCKS.computeIfAbsent(type, t -> new Lock(t.getName()));
  }

  static void begins(Task task, Class<?> type) {
    if (explored) {
      if (!Monitors.holds(task, of(type))) {
        Monitors.enter(task, of(type), 0); // by reflection
      }
      return;
    }
    List<Class<?>> running = task.initialisers;
    if (running == null) {
      running = new ArrayList<>();
      task.initialisers = running;
    }
    if (amongOthers(task)) {
      AMONG_THREADS.add(type.getName().replace('.', '/'));
      for (Class<?> outer : running) {
        NESTED.add(new Nesting(outer.getName().replace('.', '/'), type.getName().replace('.', '/')));
      }
    }
    running.add(type);
  }

  /// True if there is another thread that has not ended.
  private static boolean amongOthers(Task task) {
    for (int i = 0; i < Tasks.count; i++) {
      Task other = Tasks.all[i];
      if (other != task && other.state != Task.State.DONE) {
        return true;
      }
    }
    return false;
  }

  static void ends(Task task, Class<?> type, boolean failed) {
    if (explored) {
      if (failed) {
        DONE.add(type.getName().replace('.', '/')); // whoever comes gets an error, and waits for nobody
      }
      if (Monitors.holds(task, of(type))) {
        Monitors.exit(task, of(type), 0);
      }
    } else if (task.initialisers != null && !task.initialisers.isEmpty()) {
      task.initialisers.removeLast();
    }
  }
}
