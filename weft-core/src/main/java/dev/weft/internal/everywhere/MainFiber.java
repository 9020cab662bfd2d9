package dev.weft.internal.everywhere;

import dev.weft.SpawnSite;
import dev.weft.internal.fiber.FiberTask;
import dev.weft.internal.fiber.Owner;
import dev.weft.internal.observe.Watches;
import dev.weft.internal.run.Engine;
import dev.weft.internal.run.ThreadEngine;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// What the java launcher starts in place of the program's main class: its [#main] runs the program's in a fiber named
/// "main" and waits for it. The launcher has loaded and checked the program by then, in its own words, and does the rest
/// as always: it waits for the threads that are not daemons, and makes an exception the exit code 1.
///
/// A virtual thread differs from the main thread where programs look: the launcher's thread lends it thread group and
/// the heritage of new threads (see [JdkPatches]); the thread is the fiber's alone and ends with it; an exception that
/// leaves `main` is given to the thread's handler without the frames below `main`, and thrown again in silence by the
/// launcher's thread, for the exit code.
///
/// On the scheduler of kernel threads, the launcher's thread is the fiber.
final class MainFiber extends Owner {
  private static @Nullable Program program;

  private final Program started;
  private final String[] arguments;
  private final Thread launcher = Thread.currentThread();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;
  private volatile boolean handled;
  private volatile @Nullable Throwable ofHandler;

  private record Program(JdkDoor door, Engine engine, SourceProgram.Settings source, Class<?> main) {}

  private MainFiber(Program started, String[] arguments) {
    super(started.engine(), null);
    this.started = started;
    this.arguments = arguments;
  }

  static void install(JdkDoor door, Engine engine, SourceProgram.Settings source) {
    door.launch(
        main -> {
          program = new Program(door, engine, source, main);
          return MainFiber.class;
        });
  }

  /// Called by the launcher alone, on its main thread.
  public static void main(String[] arguments) throws Throwable {
    Program started = program;
    if (started == null) {
      throw new IllegalStateException("MainFiber is started by the java launcher, through Weft's agent");
    }
    new MainFiber(started, arguments).runAndWait();
  }

  private void runAndWait() throws Throwable {
    SpawnSite site = new SpawnSite("the command line", started.main().getName() + ".main");
    FiberTask<Integer> fiber = new FiberTask<>(this, "main", this::run, site);
    fiber.keepThread();
    add(fiber);
    if (started.engine() instanceof ThreadEngine threads && threads.onKernelThreads()) {
      threads.runHere(fiber);
    } else {
      Watches.ignore(launcher);
      started.engine().start(fiber);
      end.await();
    }
    Throwable thrown = failure != null ? failure : fiber.failure(); // one that is Weft's own, such as a lack of memory for its stack
    if (thrown != null) {
      if (handled) {
        launcher.setUncaughtExceptionHandler((_, _) -> throwOfHandler());
      }
      throw thrown;
    }
  }

  @Override
  protected void ended(FiberTask<?> fiber) {
    Watches.heed(launcher); // from now on it ends the program, or waits for the threads that are left
    end.countDown();
  }

  @Override
  protected void told(FiberTask<?> fiber) {
    throw new IllegalStateException("nobody joins the main fiber");
  }

  @Override
  public String name() {
    return "program";
  }

  private Integer run() throws Exception {
    Thread self = Thread.currentThread();
    if (self != launcher) {
      started.door().impersonate(self, launcher);
    }
    try {
      if (SourceProgram.isLauncher(started.main())) {
        Watches.starting(() -> SourceProgram.isCompiling(self));
        SourceProgram.run(started.door(), started.main(), started.source(), arguments);
      } else {
        invokeMain();
      }
      return 0;
    } catch (Throwable e) {
      failure = e;
      try {
        StackTraces.cutBelowMain(e, new Throwable().getStackTrace());
        handled = handle(self, e);
      } catch (OutOfMemoryError noRoom) {
        handled = false; // the launcher's thread tells of it
      }
      throw sneaky(e);
    }
  }

  /// What the JVM does with an exception that leaves a thread. What the handler throws is left to the JVM, which has words of its own for
  /// it. False if there was no room for that.
  private boolean handle(Thread self, Throwable e) {
    try {
      self.getUncaughtExceptionHandler().uncaughtException(self, e);
      return true;
    } catch (OutOfMemoryError noRoom) {
      return false;
    } catch (Throwable thrown) {
      ofHandler = thrown;
      return true;
    }
  }

  private void throwOfHandler() {
    Throwable thrown = ofHandler;
    if (thrown != null) {
      throw MainFiber.<RuntimeException>sneaky(thrown);
    }
  }

  private void invokeMain() throws Throwable {
    JdkDoor door = started.door();
    Method main = door.mainOf(started.main());
    door.invoke(main, Modifier.isStatic(main.getModifiers()) ? null : newInstance(), arguments);
  }

  /// An instance `main` (JEP 512): the launcher has checked that there is a constructor without parameters, not private.
  private Object newInstance() throws Throwable {
    Constructor<?> constructor = started.main().getDeclaredConstructor();
    try {
      return started.door().accessible(constructor).newInstance();
    } catch (InvocationTargetException e) {
      throw StackTraces.causeOf(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable e) throws T {
    throw (T) e;
  }
}
