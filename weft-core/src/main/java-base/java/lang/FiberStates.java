package java.lang;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The states of a virtual thread that a carrier of Weft mounts, and what is told of them to others.
///
/// The JDK's states are kept, so that `LockSupport.unpark`, `Thread.interrupt`, monitors, debuggers and dumps meet
/// nothing unusual.
///
/// ```
///  RUNNING --park()--> PARKING --unmounted--> PARKED --wake()/JDK unpark--> UNPARKED --run()--> RUNNING
///  RUNNING --yieldNow()--> YIELDING --unmounted--> YIELDED --run()--> RUNNING
///  every other state (monitors, Object.wait, timed parks): the JDK's own afterYield
///  STARTED --runAnew()--> RUNNING --its body returns--> STARTED
///  STARTED --finish()--> TERMINATED
/// ```
/// The thread that wins the exchange PARKED -> UNPARKED has the duty to schedule the thread, once.
///
/// A thread whose body has returned has no stack, so that nothing is frozen or thawed for it when it begins again. In STARTED
/// the JDK neither submits a thread nor waits for it: an `unpark` or interrupt sets a flag, which [FiberMount#runAnew] or the body
/// clears. So it belongs to its carrier alone, and needs no exchange.
///
/// What the thread itself does to its state is in [FiberPark], with [FiberPark#wake] for its wakers; what its carrier does, in [FiberMount].
final class FiberStates {
  static final int STARTED = 1;
  static final int RUNNING = 2;
  static final int PARKING = 3;
  static final int PARKED = 4;
  static final int UNPARKED = 9;
  static final int YIELDING = 10;
  static final int YIELDED = 11;
  static final int UNBLOCKED = 14;

  static final VarHandle STATE = FiberHandles.field(VirtualThread.class, "state", int.class);
  static final VarHandle PARK_PERMIT = FiberHandles.field(VirtualThread.class, "parkPermit", boolean.class);

  /// What debuggers are told, before and after a switch.
  static final MethodHandle JVMTI_MOUNT =
      FiberHandles.method(VirtualThread.class, "notifyJvmtiMount", void.class, boolean.class);

  static final MethodHandle JVMTI_UNMOUNT =
      FiberHandles.method(VirtualThread.class, "notifyJvmtiUnmount", void.class, boolean.class);

  private FiberStates() {}
}
