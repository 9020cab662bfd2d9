package java.lang;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;

/// Virtual threads with a scheduler of their own: made, started, asked for, and found by dumps in a container, which this is.
///
/// The container tracks nothing, so that a thread that nobody can reach any more can be collected.
public final class FiberVirtual extends ThreadContainer {
  private static final VarHandle SCHEDULER = FiberHandles.field(VirtualThread.class, "scheduler", Executor.class);
  private static final MethodHandle DEFAULT_SCHEDULER =
      FiberHandles.staticGetter(VirtualThread.class, "DEFAULT_SCHEDULER", ForkJoinPool.class);
  private static final MethodHandle YIELD_KERNEL_THREAD = FiberHandles.function(Thread.class, "yield0", void.class);

  private final Supplier<Stream<Thread>> threads;

  private FiberVirtual(Supplier<Stream<Thread>> threads) {
    super(true);
    this.threads = threads;
  }

  /// A container for fibers' threads; dumps list what the supplier knows.
  public static Object container(Supplier<Stream<Thread>> threads) {
    var container = new FiberVirtual(threads);
    ThreadContainers.registerContainer(container);
    return container;
  }

  @Override
  public String name() {
    return "weft";
  }

  @Override
  public Stream<Thread> threads() {
    return threads.get();
  }

  /// An unstarted virtual thread. When it is to go on, its body is submitted to the given executor.
  public static Thread create(Executor scheduler, Runnable body) throws Throwable {
    Thread thread = ThreadBuilders.newVirtualThread(scheduler, null, Thread.NO_INHERIT_THREAD_LOCALS, body);
    FiberBody.give((VirtualThread) thread, body);
    return thread;
  }

  /// Starts it: the executor is called once, at once, on this thread.
  public static void start(Thread thread, Object container) {
    ((VirtualThread) thread).start((ThreadContainer) container);
  }

  /// Lets the JDK's own scheduler run a continuation that has been submitted to an executor that is no more.
  public static void runByJdk(Runnable submitted) throws Throwable {
    ((ForkJoinPool) DEFAULT_SCHEDULER.invokeExact()).execute(submitted);
  }

  public static Thread currentCarrier() {
    return Thread.currentCarrierThread();
  }

  /// The executor that the current thread's continuation is submitted to; null on a kernel thread. As an object: the caller asks for its class
  /// anyway, and to see that it is an executor would cost each wait a search among the interfaces of that class.
  public static Object currentScheduler() {
    return Thread.currentThread() instanceof VirtualThread thread ? (Executor) SCHEDULER.get(thread) : null;
  }

  /// The kernel thread gives up the rest of its slice; the virtual thread stays mounted.
  public static void yieldKernelThread() throws Throwable {
    YIELD_KERNEL_THREAD.invokeExact();
  }
}
