package dev.weft.internal.everywhere;

import dev.weft.internal.observe.Watches;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Tells of `kill -QUIT` (Ctrl-\, Ctrl-Break), which HotSpot keeps for its thread dump and `Signal.handle` refuses.
///
/// JVMTI has an event for it, `DataDumpRequest`, posted after the JVM's own dump. Agents in native code ask for it; this
/// does the same through the FFM API: the JVM's library gives the `JavaVM`, that gives a JVMTI environment, and an upcall
/// is its callback. The callback runs on the JVM's signal thread, so it does no more than release a permit.
///
/// The restricted methods of the FFM API are called with the rights of `java.base`: a program that has not enabled
/// native access would be warned of, in our stead.
///
/// Not taken: counting the wake-ups of the signal thread in `/proc` cannot tell SIGQUIT from a process that was stopped
/// and continued, and has to poll.
final class DumpSignal {
  /// A short program is over by then, and need not pay for what it does not use.
  private static final Duration QUIET_START = Duration.ofMillis(300);

  private static final int GET_ENV = 6;
  private static final int JVMTI_1_2 = 0x30010200;

  /// Functions of the JVMTI environment, by their numbers in its specification; the table has no entry zero.
  private static final int SET_EVENT_NOTIFICATION_MODE = 2 - 1;

  private static final int SET_EVENT_CALLBACKS = 122 - 1;

  private static final int ENABLE = 1;
  private static final int DATA_DUMP_REQUEST = 71;
  private static final int FIRST_EVENT = 50;
  private static final int CALLBACKS = DATA_DUMP_REQUEST - FIRST_EVENT + 1;

  private static final ValueLayout POINTER = ValueLayout.ADDRESS;
  private static final ValueLayout INT = ValueLayout.JAVA_INT;

  private static final Semaphore REQUESTS = new Semaphore(0);

  private final MethodHandles.Lookup javaBase;
  private final Linker linker = Linker.nativeLinker();
  private final Arena arena = Arena.global();

  private DumpSignal(JdkDoor door) {
    javaBase = door.javaBase();
  }

  /// Starts a daemon thread that asks for the event and then runs `onRequest` once for each signal.
  static void listen(JdkDoor door, Runnable onRequest) {
    Thread listener =
        new Thread(
            () -> {
              try {
                Thread.sleep(QUIET_START);
                new DumpSignal(door).ask();
              } catch (Throwable e) {
                System.getLogger("dev.weft").log(System.Logger.Level.DEBUG, "SIGQUIT prints the JVM's dump only", e);
                return;
              }
              for (; ; ) {
                REQUESTS.acquireUninterruptibly();
                onRequest.run();
              }
            },
            "weft-dump");
    listener.setDaemon(true);
    Watches.ignore(listener);
    listener.start();
  }

  /// The callback. An exception that left it would end the JVM; there is none to be thrown here.
  private static void requested(@SuppressWarnings("unused") MemorySegment environment) {
    REQUESTS.release();
  }

  private void ask() throws Throwable {
    MemorySegment jvmti = environment();
    MemorySegment callbacks = arena.allocate(POINTER, CALLBACKS);
    callbacks.setAtIndex(ValueLayout.ADDRESS, DATA_DUMP_REQUEST - FIRST_EVENT, callback());
    int failed =
        (int)
            function(jvmti, SET_EVENT_CALLBACKS, FunctionDescriptor.of(INT, POINTER, POINTER, INT))
                .invokeExact(jvmti, callbacks, (int) callbacks.byteSize());
    check("SetEventCallbacks", failed);
    MethodHandle enable =
        function(
            jvmti,
            SET_EVENT_NOTIFICATION_MODE,
            FunctionDescriptor.of(INT, POINTER, INT, INT, POINTER),
            Linker.Option.firstVariadicArg(4));
    failed = (int) enable.invokeExact(jvmti, ENABLE, DATA_DUMP_REQUEST, MemorySegment.NULL);
    check("SetEventNotificationMode", failed);
  }

  /// A JVMTI environment of our own.
  private MemorySegment environment() throws Throwable {
    MemorySegment machine = machine();
    MemorySegment environment = arena.allocate(POINTER);
    int failed =
        (int)
            function(machine, GET_ENV, FunctionDescriptor.of(INT, POINTER, POINTER, INT))
                .invokeExact(machine, environment, JVMTI_1_2);
    check("GetEnv", failed);
    return environment.get(ValueLayout.ADDRESS, 0);
  }

  /// This JVM. It does not name itself before it has been made, which takes as long as a debugger keeps it waiting.
  private MemorySegment machine() throws Throwable {
    MethodHandle library =
        javaBase.findStatic(
            SymbolLookup.class,
            "libraryLookup",
            MethodType.methodType(SymbolLookup.class, Path.class, Arena.class));
    SymbolLookup jvm = (SymbolLookup) library.invokeExact(jvmLibrary(), arena);
    MemorySegment machines = arena.allocate(POINTER);
    MemorySegment count = arena.allocate(INT);
    MethodHandle made =
        downcall(jvm.findOrThrow("JNI_GetCreatedJavaVMs"), FunctionDescriptor.of(INT, POINTER, INT, POINTER));
    while (true) {
      int failed = (int) made.invokeExact(machines, 1, count);
      check("JNI_GetCreatedJavaVMs", failed);
      if (count.get(ValueLayout.JAVA_INT, 0) > 0) {
        return machines.get(ValueLayout.ADDRESS, 0);
      }
      Thread.sleep(QUIET_START);
    }
  }

  private static Path jvmLibrary() {
    Path home = Path.of(System.getProperty("java.home"));
    return List.of("lib/server/libjvm.so", "lib/server/libjvm.dylib", "bin/server/jvm.dll").stream()
        .map(home::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no JVM library in " + home));
  }

  /// An entry of the function table that an interface pointer of JNI or JVMTI points to.
  private MethodHandle function(
      MemorySegment pointer, int index, FunctionDescriptor type, Linker.Option... options) throws Throwable {
    MemorySegment table = sized(pointer, 1).get(ValueLayout.ADDRESS, 0);
    return downcall(sized(table, index + 1L).getAtIndex(ValueLayout.ADDRESS, index), type, options);
  }

  private MemorySegment sized(MemorySegment pointer, long pointers) throws Throwable {
    MethodHandle reinterpret =
        javaBase.findVirtual(
            MemorySegment.class, "reinterpret", MethodType.methodType(MemorySegment.class, long.class));
    return (MemorySegment) reinterpret.invokeExact(pointer, pointers * POINTER.byteSize());
  }

  private MethodHandle downcall(MemorySegment address, FunctionDescriptor type, Linker.Option... options)
      throws Throwable {
    MethodHandle downcall =
        javaBase
            .findVirtual(
                Linker.class,
                "downcallHandle",
                MethodType.methodType(
                    MethodHandle.class, MemorySegment.class, FunctionDescriptor.class, Linker.Option[].class))
            .asFixedArity();
    return (MethodHandle) downcall.invokeExact(linker, address, type, options);
  }

  private MemorySegment callback() throws Throwable {
    MethodHandle target =
        MethodHandles.lookup()
            .findStatic(DumpSignal.class, "requested", MethodType.methodType(void.class, MemorySegment.class));
    MethodHandle upcall =
        javaBase
            .findVirtual(
                Linker.class,
                "upcallStub",
                MethodType.methodType(
                    MemorySegment.class,
                    MethodHandle.class,
                    FunctionDescriptor.class,
                    Arena.class,
                    Linker.Option[].class))
            .asFixedArity();
    return (MemorySegment)
        upcall.invokeExact(linker, target, FunctionDescriptor.ofVoid(POINTER), arena, new Linker.Option[0]);
  }

  private static void check(String function, int code) {
    if (code != 0) {
      throw new IllegalStateException(function + " failed with " + code);
    }
  }
}
