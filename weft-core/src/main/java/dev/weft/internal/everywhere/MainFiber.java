package dev.weft.internal.everywhere;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/// What the java launcher starts in place of the program's main class: its [#main] runs the program's in a fiber named
/// "main" and waits for it. The launcher has loaded and checked the program by then, in its own words, and does the rest
/// as always: it waits for the threads that are not daemons, and makes an exception the exit code 1.
///
/// A virtual thread differs from the main thread where programs look: the launcher's thread lends it thread group and
/// the heritage of new threads (see [JdkPatches]); an exception that leaves `main` is printed by the fiber, without the
/// frames below `main`, and thrown again in silence by the launcher's thread, for the exit code.
final class MainFiber {
  private static @Nullable Program program;

  private final Program started;
  private final String[] arguments;
  private volatile @Nullable Throwable failure;

  private record Program(JdkDoor door, SourceProgram.Settings source, Class<?> main) {}

  private MainFiber(Program started, String[] arguments) {
    this.started = started;
    this.arguments = arguments;
  }

  static void install(JdkDoor door, SourceProgram.Settings source) {
    door.launch(
        main -> {
          program = new Program(door, source, main);
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
    Thread launcher = Thread.currentThread();
    Thread fiber = Thread.ofVirtual().name("main").unstarted(this::run);
    started.door().impersonate(fiber, launcher);
    fiber.start();
    fiber.join();
    Throwable thrown = failure;
    if (thrown != null) {
      launcher.setUncaughtExceptionHandler((_, _) -> {});
      throw thrown;
    }
  }

  private void run() {
    try {
      if (SourceProgram.isLauncher(started.main())) {
        SourceProgram.run(started.door(), started.main(), started.source(), arguments);
      } else {
        invokeMain();
      }
    } catch (Throwable e) {
      StackTraces.cutBelowMain(e, new Throwable().getStackTrace());
      failure = e;
      throw sneaky(e);
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
