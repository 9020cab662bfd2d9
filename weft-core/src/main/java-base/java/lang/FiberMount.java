package java.lang;
import java.lang.invoke.*;
import jdk.internal.vm.*;
import jdk.internal.vm.annotation.*;
public final class FiberMount {
  static final VarHandle STATE, PERMIT, CARRIER; static final MethodHandle YIELDC, AFTER, DONE, CONT, NMOUNT, NUNMOUNT; static final ContinuationScope SC = VirtualThread.continuationScope();
  static final boolean LOCK=Boolean.getBoolean("lock"), JVMTI=Boolean.getBoolean("ti");
  static { try { var l = MethodHandles.privateLookupIn(VirtualThread.class, MethodHandles.lookup());
    STATE = l.findVarHandle(VirtualThread.class, "state", int.class); PERMIT = l.findVarHandle(VirtualThread.class, "parkPermit", boolean.class); CARRIER = l.findVarHandle(VirtualThread.class,"carrierThread",Thread.class);
    YIELDC = l.findVirtual(VirtualThread.class,"yieldContinuation",MethodType.methodType(boolean.class));
    AFTER = l.findVirtual(VirtualThread.class,"afterYield",MethodType.methodType(void.class));
    DONE = l.findVirtual(VirtualThread.class,"afterDone",MethodType.methodType(void.class));
    NMOUNT = l.findVirtual(VirtualThread.class,"notifyJvmtiMount",MethodType.methodType(void.class,boolean.class));
    NUNMOUNT = l.findVirtual(VirtualThread.class,"notifyJvmtiUnmount",MethodType.methodType(void.class,boolean.class));
    CONT = l.findGetter(VirtualThread.class,"cont",Continuation.class);
  } catch (Throwable e) { throw new ExceptionInInitializerError(e); } }
  public static Thread make(java.util.concurrent.Executor e, Runnable r) { return ThreadBuilders.newVirtualThread(e, "f", 0, r); }
  public static Thread cct() { return Thread.currentCarrierThread(); }
  public static void park() throws Throwable { VirtualThread t = (VirtualThread) Thread.currentThread(); park1(t); }
  @Hidden static void park1(VirtualThread t) throws Throwable {
    if ((boolean) PERMIT.getVolatile(t) || t.interrupted) { t.park(); return; }
    STATE.setRelease(t, 3);
    boolean y = JVMTI ? (boolean) YIELDC.invokeExact(t) : Continuation.yield(SC);
    if (!y) { STATE.setRelease(t, 2); t.park(); }
  }
  public static boolean wake(Thread th) { VirtualThread t = (VirtualThread) th; return STATE.compareAndSet(t, 4, 9); }
  @ChangesCurrentThread @DontInline public static boolean run(Thread th) throws Throwable {
    VirtualThread t = (VirtualThread) th; 
    int s = (int) STATE.getVolatile(t);
    if (!STATE.compareAndSet(t, s, 2)) return false;
    if (s == 9 && (boolean)PERMIT.get(t)) PERMIT.setVolatile(t, false);
    Thread carrier = Thread.currentCarrierThread();
    if (JVMTI) NMOUNT.invokeExact(t, true);
    CARRIER.setRelease(t, carrier);
    if (t.interrupted) carrier.setInterrupt(); else if (carrier.isInterrupted()) carrier.clearInterrupt();
    carrier.setCurrentThread(t);
    Continuation c = (Continuation) CONT.invokeExact(t);
    try { c.run(); } finally {
      carrier.setCurrentThread(carrier);
      if (LOCK) synchronized (t.interruptLock) { CARRIER.setRelease(t, (Thread) null); } else CARRIER.setRelease(t, (Thread) null);
      if (carrier.isInterrupted()) carrier.clearInterrupt();
      if (JVMTI) NUNMOUNT.invokeExact(t, false);
      if (c.isDone()) DONE.invokeExact(t);
      else if ((int) STATE.get(t) == 3) { STATE.setVolatile(t, 4); if ((boolean) PERMIT.getVolatile(t) && STATE.compareAndSet(t, 4, 9)) return true; }
      else AFTER.invokeExact(t);
    }
    return false;
  }
}
