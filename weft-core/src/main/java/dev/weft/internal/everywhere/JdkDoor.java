package dev.weft.internal.everywhere;

import dev.weft.internal.inject.Injection;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The way into the JDK: opens what Weft needs, defines `java.lang.FiberDoor` and speaks to it.
///
/// Code here cannot name that class and goes through method handles, made once.
final class JdkDoor {
  private static final String DOOR = "java.lang.FiberDoor";

  private final Instrumentation agent;
  private final MethodHandles.Lookup javaBase;
  private final MethodHandle schedule;
  private final MethodHandle launch;
  private final MethodHandle impersonate;
  private final MethodHandle accessible;
  private final MethodHandle mainOf;
  private final MethodHandle invoke;

  private JdkDoor(Instrumentation agent, Class<?> door) throws ReflectiveOperationException {
    this.agent = agent;
    MethodHandles.Lookup inside = Injection.inside(door);
    javaBase = rights(inside, door);
    schedule = inside.findStatic(door, "schedule", MethodType.methodType(void.class, Executor.class));
    launch = inside.findStatic(door, "launch", MethodType.methodType(void.class, UnaryOperator.class));
    impersonate =
        inside.findStatic(door, "impersonate", MethodType.methodType(void.class, Thread.class, Thread.class));
    accessible = inside.findStatic(door, "accessible", MethodType.methodType(void.class, AccessibleObject.class));
    mainOf = inside.findStatic(door, "mainOf", MethodType.methodType(Method.class, Class.class));
    invoke =
        inside.findStatic(
            door, "invoke", MethodType.methodType(void.class, Method.class, Object.class, String[].class));
  }

  /// Opens what is needed of `java.base` to Weft alone, and defines the door.
  static JdkDoor open(Instrumentation agent) throws ReflectiveOperationException, IOException {
    Module weft = JdkDoor.class.getModule();
    Module base = Object.class.getModule();
    Set<Module> toWeft = Set.of(weft);
    openTo(agent, base, Map.of("java.lang", toWeft));
    return new JdkDoor(agent, Injection.define("FiberDoor"));
  }

  /// Opens one more package to Weft, of the module of a class in it.
  void open(Class<?> type) {
    openTo(agent, type.getModule(), Map.of(type.getPackageName(), Set.of(JdkDoor.class.getModule())));
  }

  private static void openTo(Instrumentation agent, Module module, Map<String, Set<Module>> packages) {
    agent.redefineModule(module, Set.of(), Map.of(), packages, Set.of(), Map.of());
  }

  private static MethodHandles.Lookup rights(MethodHandles.Lookup inside, Class<?> door)
      throws ReflectiveOperationException {
    try {
      return (MethodHandles.Lookup)
          inside.findStatic(door, "rights", MethodType.methodType(MethodHandles.Lookup.class)).invokeExact();
    } catch (ReflectiveOperationException | Error e) {
      throw e;
    } catch (Throwable impossible) {
      throw new LinkageError(DOOR, impossible);
    }
  }

  /// A lookup with the rights of `java.base`; what is called through it is called by `java.base`.
  MethodHandles.Lookup javaBase() {
    return javaBase;
  }

  void schedule(Executor everywhere) {
    call(() -> { schedule.invokeExact(everywhere); });
  }

  void launch(UnaryOperator<Class<?>> wrapper) {
    call(() -> { launch.invokeExact(wrapper); });
  }

  void impersonate(Thread fiber, Thread launcher) {
    call(() -> { impersonate.invokeExact(fiber, launcher); });
  }

  /// The `main` of a class that the launcher has already found fit.
  Method mainOf(Class<?> type) throws Throwable {
    return (Method) mainOf.invokeExact(type);
  }

  <T extends AccessibleObject> T accessible(T member) throws Throwable {
    accessible.invokeExact((AccessibleObject) member);
    return member;
  }

  /// Calls `main`, whatever its access; what it throws comes out as it is.
  void invoke(Method main, @Nullable Object receiver, String[] arguments) throws Throwable {
    invoke.invokeExact(main, receiver, arguments);
  }

  private interface Call {
    void run() throws Throwable;
  }

  /// The door's setters throw nothing.
  private static void call(Call setter) {
    try {
      setter.run();
    } catch (Error e) {
      throw e;
    } catch (Throwable impossible) {
      throw new LinkageError(DOOR, impossible);
    }
  }
}
