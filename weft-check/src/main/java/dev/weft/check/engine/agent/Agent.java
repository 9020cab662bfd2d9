package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Hashes;
import dev.weft.check.engine.runtime.Turns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Instruments classes as they are loaded: application classes with schedule points, a few JDK classes with the doors
/// through which threads wait.
///
/// java.util.concurrent is instrumented only when an application class first refers to it, because that costs a few
/// hundred milliseconds; so are the classes that print.
public final class Agent implements ClassFileTransformer {
  private static final String CONCURRENT = "java/util/concurrent/";
  /// Pipes between threads: the only classes of java.io that wait by monitors. They are instrumented as the program's are.
  private static final String PIPED = "java/io/Piped";
  private static volatile boolean concurrent;
  private static volatile boolean printers;
  private static volatile boolean exploring;
  private static final List<String> PROBLEMS = new ArrayList<>();
  private static final Map<String, String> OUTSIDE = new TreeMap<>();
  private static @Nullable Instrumented kept;

  private final Instrumentation instrumentation;

  private Agent(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /// Called by the JVM before main.
  public static void premain(@Nullable String arguments, Instrumentation instrumentation)
      throws UnmodifiableClassException, InterruptedException {
    // VirtualThread's initialiser starts a thread, which must not become one of the program's. Where virtual threads are bound to kernel
    // threads, making one does not run it.
    initialise("java.lang.VirtualThread");
    Thread virtual = Thread.ofVirtual().unstarted(() -> { });
    if (JdkInstrumenter.concerns("") || JdkInstrumenter.isPrinter("") || Doors.opens("")) {
      throw new AssertionError("the empty name is no class");
    }
    Agent agent = new Agent(instrumentation);
    instrumentation.addTransformer(agent, true);
    instrumentation.retransformClasses(Thread.class, LockSupport.class, virtual.getClass(), SecureRandom.class);
    // They are not changed, but what was compiled of them knows the order in which this JVM walks through them.
    instrumentation.retransformClasses(Hashes.fixIterationOrder());
  }

  private static void initialise(String name) {
    try {
      Class.forName(name, true, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("this JDK has no " + name, e);
    }
  }

  /// From now on application classes are instrumented.
  public static void begin() {
    exploring = true;
  }

  /// Instruments a class for nothing: what is needed for that is loaded then.
  public static void warmUp() {
    String name = Agent.class.getName().replace('.', '/');
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      if (in != null) {
        new AppInstrumenter(name, ClassLoader.getSystemClassLoader()).instrument(in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class file of " + name, e);
    }
  }

  /// From now on the program's classes may be loaded again and again: each is instrumented once.
  public static synchronized void keepInstrumented() {
    if (kept == null) {
      kept = new Instrumented();
    }
  }

  /// Classes that could not be instrumented, and why.
  public static synchronized List<String> problems() {
    return List.copyOf(PROBLEMS);
  }

  /// Where the program talks to the world outside, once for each class of the JDK: those waits are not controlled.
  public static synchronized List<String> outside() {
    List<String> found = new ArrayList<>();
    OUTSIDE.forEach((owner, place) -> found.add("not controlled: " + owner + " (first at " + place + ")"));
    return found;
  }

  static synchronized void outside(String owner, String place) {
    OUTSIDE.putIfAbsent(owner, place);
  }

  @Override
  public byte @Nullable [] transform(@Nullable Module module, @Nullable ClassLoader loader, @Nullable String name,
      @Nullable Class<?> redefined, @Nullable ProtectionDomain domain, byte[] bytes) {
    if (name == null) {
      return null;
    }
    try {
      if (exploring && name.startsWith(PIPED)) {
        return new AppInstrumenter(name, ClassLoader.getSystemClassLoader()).instrument(bytes);
      }
      if (loader == null || isPlatform(name)) {
        return jdk(name, bytes);
      }
      if (!exploring) {
        return null;
      }
      Instrumented earlier = kept;
      byte[] known = earlier == null ? null : earlier.find(name, bytes);
      if (known != null) {
        return known;
      }
      AppInstrumenter app = new AppInstrumenter(name, loader);
      byte[] result = app.instrument(bytes);
      boolean wantsConcurrent = app.usesConcurrent() && !concurrent;
      boolean wantsPrinters = app.prints() && !printers;
      if (wantsConcurrent || wantsPrinters) {
        instrumentJdk(wantsConcurrent, wantsPrinters);
      }
      if (earlier != null) {
        earlier.keep(name, bytes, result);
      }
      return result;
    } catch (RuntimeException | LinkageError e) {
      problem(name.replace('/', '.'), e);
      return null;
    }
  }

  private static byte @Nullable [] jdk(String name, byte[] bytes) {
    if (Doors.opens(name)) {
      return Doors.instrument(name, bytes);
    }
    if (concurrent && JdkInstrumenter.concerns(name) || printers && JdkInstrumenter.isPrinter(name)) {
      return new JdkInstrumenter(name).instrument(bytes);
    }
    return null;
  }

  /// On a thread of its own, because an agent is not called for what it retransforms inside its own call. The class that
  /// is being loaded must find the result, so this waits; by spinning, for the caller may be a controlled thread.
  private void instrumentJdk(boolean wantsConcurrent, boolean wantsPrinters) {
    AtomicBoolean done = new AtomicBoolean();
    Turns.uncontrolled(() -> {
      Thread helper = new Thread(() -> {
        try {
          // Once for nothing: what the instrumenter itself needs must be loaded before it is called for each class.
          JdkInstrumenter.warmUp(wantsConcurrent ? "java/util/concurrent/ForkJoinPool" : "java/io/PrintWriter");
          concurrent |= wantsConcurrent;
          printers |= wantsPrinters;
          instrumentation.retransformClasses(loaded(name -> wantsConcurrent && JdkInstrumenter.concerns(name)
              || wantsPrinters && JdkInstrumenter.isPrinter(name)));
        } catch (UnmodifiableClassException | RuntimeException | Error e) {
          problem(wantsConcurrent ? "java.util.concurrent" : "java.io.PrintStream", e);
        } finally {
          done.set(true);
        }
      }, "weft-check-agent");
      helper.setDaemon(true);
      helper.start();
      while (!done.get()) {
        Thread.onSpinWait();
      }
    });
  }

  private Class<?>[] loaded(Predicate<String> concerned) {
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      String name = type.getName().replace('.', '/');
      if (!type.isArray() && !type.isHidden() && type.getClassLoader() == null && !type.isInterface()
          && concerned.test(name) && !Doors.opens(name)) {
        loaded.add(type);
      }
    }
    return loaded.toArray(Class<?>[]::new);
  }

  private static synchronized void problem(String what, Throwable e) {
    PROBLEMS.add(what + " is not instrumented: " + e);
  }

  static boolean isConcurrent(String owner) {
    return owner.startsWith(CONCURRENT);
  }

  static boolean isPlatform(String name) {
    return name.startsWith("java/") || name.startsWith("jdk/") || name.startsWith("sun/") || name.startsWith("com/sun/");
  }
}
