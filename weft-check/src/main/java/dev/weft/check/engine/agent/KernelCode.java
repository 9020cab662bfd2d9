package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.KernelVariables;
import dev.weft.check.engine.runtime.Site;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What becomes of the code of Weft's own library: no schedule points at its instructions, but hooks at the few doors through
/// which all of its operations go, named here.
///
/// - `Locked.lock` is where an operation happens: the schedule point
/// - what is handed over carries happens-before: a node in a queue, a slot of a ring, the count of a scope
/// - operations that take several locks, or one several times, are sections: one point at the first
final class KernelCode {
  private static final ClassDesc VARIABLES = ClassDesc.of(KernelVariables.class.getName());
  private static final MethodTypeDesc OBJECT = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;)V");
  private static final MethodTypeDesc OBJECT_SITE = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;I)V");

  /// Called with `this`, or with the first argument of a static method, when the method begins.
  private static final Map<String, String> WITH_THIS = Map.ofEntries(
      Map.entry("dev/weft/internal/util/Locked.lock", "lock"),
      Map.entry("dev/weft/internal/util/Locked.unlock", "unlock"),
      Map.entry("dev/weft/channel/RingChannel.send", "sends"),
      Map.entry("dev/weft/channel/RingChannel.receive", "receives"),
      Map.entry("dev/weft/channel/RingChannel.next", "receives"),
      Map.entry("dev/weft/channel/RingChannel.receiveOrNull", "receives"),
      Map.entry("dev/weft/channel/SelectSide.mayHaveValue", "peeks"),
      Map.entry("dev/weft/channel/SelectSide.mayHaveRoom", "peeks"),
      Map.entry("dev/weft/channel/Ring.add", "fills"),
      Map.entry("dev/weft/channel/Ring.take", "empties"),
      Map.entry("dev/weft/sync/Mutex.lock", "takes"),
      Map.entry("dev/weft/sync/Mutex.take", "takes"),
      Map.entry("dev/weft/sync/Condition.signal", "signals"),
      Map.entry("dev/weft/sync/Condition.signalAll", "signals"),
      Map.entry("dev/weft/wait/WaitNode.succeed", "gives"),
      Map.entry("dev/weft/wait/WaitNode.end", "gives"),
      Map.entry("dev/weft/wait/WaitNode.result", "gets"),
      Map.entry("dev/weft/wait/WaitNode.ended", "gets"),
      Map.entry("dev/weft/wait/WaitNode.failure", "gets"),
      Map.entry("dev/weft/wait/WaitNode.offer", "gets"),
      Map.entry("dev/weft/wait/Settlement.trySettle", "contends"),
      Map.entry("dev/weft/wait/Settlement.settleSelf", "contends"),
      Map.entry("dev/weft/wait/Settlement.claim", "contends"),
      Map.entry("dev/weft/wait/Settlement.cancel", "contends"),
      Map.entry("dev/weft/internal/fiber/FiberList.remove", "gives"),
      Map.entry("dev/weft/internal/fiber/FiberList.closeIfEmpty", "gets"),
      Map.entry("dev/weft/internal/fiber/Owner.cancel", "arrives"),
      Map.entry("dev/weft/internal/fiber/Owner.markCancelled", "contends"),
      Map.entry("dev/weft/internal/fiber/Owner.add", "observes"),
      Map.entry("dev/weft/internal/fiber/Owner.isCancelled", "observes"),
      Map.entry("dev/weft/internal/fiber/FiberTask.cancel", "arrives"),
      Map.entry("dev/weft/internal/fiber/FiberState.mark", "contends"),
      Map.entry("dev/weft/internal/fiber/FiberTask.begin", "observes"),
      Map.entry("dev/weft/internal/fiber/FiberState.isCancelled", "observes"),
      Map.entry("dev/weft/internal/fiber/FiberEnd.outcome", "looks"),
      Map.entry("dev/weft/internal/fiber/FiberEnd.mayBeJoined", "looks"),
      Map.entry("dev/weft/internal/fiber/FiberTask.end", "shows"),
      Map.entry("dev/weft/internal/run/Engine.ended", "gives"),
      Map.entry("dev/weft/internal/run/Engines.closed", "gets"),
      Map.entry("dev/weft/internal/run/TimerQueue.remove", "withdraws"));

  /// Called with the first argument when the method begins.
  private static final Map<String, String> WITH_ARGUMENT = Map.of(
      "dev/weft/wait/WaitQueue.add", "gives",
      "dev/weft/wait/WaitQueue.addFirst", "gives",
      "dev/weft/wait/WaitQueue.remove", "gets",
      "dev/weft/wait/Settlement.take", "contends");

  /// One operation each, however many locks they take.
  private static final Set<String> SECTIONS = Set.of("dev/weft/Selection.wait", "dev/weft/Selection.look",
      "dev/weft/Selection.onReady", "dev/weft/wait/Event.await", "dev/weft/channel/RingChannel.trySend",
      "dev/weft/channel/RingChannel.tryReceive", "dev/weft/channel/RingChannel.close", "dev/weft/sync/Mutex.lock",
      "dev/weft/sync/Mutex.take", "dev/weft/sync/Mutex.tryLock", "dev/weft/sync/Mutex.unlock", "dev/weft/sync/Semaphore.tryAcquire", "dev/weft/sync/Semaphore.take",
      "dev/weft/sync/WaitGroup.add", "dev/weft/sync/OneShot.set", "dev/weft/sync/Condition.signalAll");

  /// Watches the clock of the machine for those who ignore a cancellation or a deadline; nothing to do with schedules.
  private static final String WATCH = "dev/weft/internal/fiber/GraceWatch.start";

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final String type;
  private final String door;
  private final boolean observed;
  private final SiteMaker sites;
  private final Volatiles volatiles;

  KernelCode(String type, String method, SiteMaker sites, Volatiles volatiles) {
    this.type = type;
    this.door = type + "." + method;
    this.observed = type.startsWith("dev/weft/channel/") || type.startsWith("dev/weft/sync/");
    this.sites = sites;
    this.volatiles = volatiles;
  }

  /// Every method that is named here, as `class.method`: Weft must have them all.
  static Set<String> doors() {
    Set<String> all = new HashSet<>(SECTIONS);
    all.addAll(WITH_THIS.keySet());
    all.addAll(WITH_ARGUMENT.keySet());
    all.add(WATCH);
    return all;
  }

  /// Every hook that is called there, as `class.method` and descriptor.
  static Set<String> hooks() {
    Set<String> all = new HashSet<>();
    WITH_THIS.values().forEach(hook -> all.add(HookClasses.named(hooksOf(hook), hook, OBJECT)));
    WITH_ARGUMENT.values().forEach(hook -> all.add(HookClasses.named(hooksOf(hook), hook, OBJECT)));
    return all;
  }

  boolean isSection() {
    return SECTIONS.contains(door);
  }

  /// Whether the method does nothing here. All that it does elsewhere goes: jumps in code that nobody reaches would have no frames.
  boolean isLeftOut() {
    return door.equals(WATCH);
  }

  void begin(CodeBuilder code) {
    if (isSection()) {
      code.invokestatic(HookClasses.KERNEL, "begins", ConstantDescs.MTD_void);
    }
    String own = WITH_THIS.get(door);
    if (own != null) {
      code.aload(0).invokestatic(hooksOf(own), own, OBJECT);
    }
    String argument = WITH_ARGUMENT.get(door);
    if (argument != null) {
      code.aload(1).invokestatic(hooksOf(argument), argument, OBJECT);
    }
  }

  private static ClassDesc hooksOf(String hook) {
    return switch (hook) {
      case "arrives" -> HookClasses.KERNEL;
      case "lock", "unlock", "sends", "receives", "peeks", "takes", "signals" -> HookClasses.LOCKS;
      default -> HookClasses.HANDOVERS;
    };
  }

  void end(CodeBuilder code) {
    code.invokestatic(HookClasses.KERNEL, "ends", ConstantDescs.MTD_void);
  }

  /// Volatile variables order threads; those of channels and locks can be looked at without a lock, and so are steps too.
  void field(CodeBuilder code, FieldInstruction field) {
    boolean read = field.opcode() == Opcode.GETFIELD;
    if ((read || field.opcode() == Opcode.PUTFIELD)
        && volatiles.contains(field.owner().asInternalName(), field.name().stringValue())) {
      int site = sites.make(read ? Site.Kind.READ : Site.Kind.WRITE, field.owner().asInternalName(),
          field.name().stringValue(), field.type().stringValue(), false, "");
      if (read) {
        code.dup();
      } else {
        Values.underValue(code, field.typeSymbol());
      }
      String hook = (read ? "read" : "write") + (observed ? "Observed" : "Ordering");
      code.loadConstant(site).invokestatic(VARIABLES, hook, OBJECT_SITE);
    }
    code.with(field);
  }

  void call(CodeBuilder code, InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String method = call.name().stringValue();
    MethodTypeDesc type = call.typeSymbol();
    if (owner.startsWith("java/util/concurrent/atomic/")) {
      code.invokestatic(VARIABLES, "quiet", ConstantDescs.MTD_void).with(call);
      code.invokestatic(VARIABLES, "loud", ConstantDescs.MTD_void);
      return;
    }
    switch (owner + "." + method) {
      case "java/lang/Runtime.availableProcessors" -> code.pop().loadConstant(PROCESSORS);
      case "java/lang/System.nanoTime" -> code.invokestatic(HookClasses.WAITS, "nanoTime", type);
      case "dev/weft/internal/util/Randoms.below" -> code.invokestatic(HookClasses.WAITS, "below", type);
      case "java/util/concurrent/locks/LockSupport.park", "java/util/concurrent/locks/LockSupport.parkNanos",
          "java/util/concurrent/locks/LockSupport.unpark" -> code.invokestatic(HookClasses.WAITS, method, type);
      case "java/lang/Thread.onSpinWait", "java/lang/Thread.yield", "dev/weft/internal/mount/VirtualThreads.yieldKernelThread" ->
          code.loadConstant(0).invokestatic(HookClasses.CALL, "spin", MethodTypeDesc.ofDescriptor("(I)V"));
      default -> {
        if (owner.equals("java/lang/invoke/VarHandle")) {
          handle(code, call, method);
        } else {
          code.with(call);
        }
      }
    }
  }

  /// Weft's handles are fields of one object; the lock's and the waiter's have doors of their own.
  private void handle(CodeBuilder code, InvokeInstruction call, String method) {
    Accesses.Mode mode = Accesses.ofHandle(method);
    if (type.startsWith("dev/weft/internal/fiber/") && (mode.acquire() || mode.release())) {
      List<Integer> slots = Accesses.spill(code, call.typeSymbol());
      code.dup().aload(slots.getFirst()).loadConstant(mode.acquire() ? 1 : 0).loadConstant(mode.release() ? 1 : 0);
      code.invokestatic(VARIABLES, "handle",
          MethodTypeDesc.ofDescriptor("(Ljava/lang/invoke/VarHandle;Ljava/lang/Object;ZZ)V"));
      Accesses.reload(code, call.typeSymbol(), slots);
    }
    code.with(call);
  }
}
