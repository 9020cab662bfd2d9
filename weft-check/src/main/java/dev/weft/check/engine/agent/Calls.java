package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Receivers;
import dev.weft.check.engine.runtime.Site;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;

/// Calls in application code that matter to the schedule: what each becomes.
final class Calls {
  private static final MethodTypeDesc OBJECT = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;)V");
  private static final MethodTypeDesc OBJECT_SITE = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;I)V");
  private static final String WORKER = "java/util/concurrent/ForkJoinWorkerThread";
  private static final Set<String> SEEDED = Set.of("java/util/Random", "java/util/SplittableRandom");
  private static final Set<String> THREAD_CALLS = Set.of("start()V", "join()V", "join(J)V", "join(JI)V",
      "join(Ljava/time/Duration;)Z", "interrupt()V", "isInterrupted()Z", "isAlive()Z", "getState()Ljava/lang/Thread$State;");
  private static final Set<String> THREAD_STATICS = Set.of("sleep", "interrupted", "startVirtualThread");
  /// Classes of java.util whose methods never touch shared state, or whose objects no schedule depends on.
  private static final Set<String> INDIFFERENT = Set.of("java/util/Objects", "java/util/Arrays", "java/util/Optional",
      "java/util/OptionalInt", "java/util/Random", "java/util/Scanner", "java/util/StringJoiner", "java/util/UUID", "java/util/Locale", "java/util/Formatter", "java/util/Comparator",
      "java/util/Map$Entry", "java/util/concurrent/Callable", "java/util/concurrent/ThreadLocalRandom",
      "java/util/concurrent/ThreadFactory", "java/util/concurrent/TimeUnit", "java/util/concurrent/Executors");

  private final SiteMaker sites;
  private final Inherited inherited;
  private final Bulk bulk;

  Calls(SiteMaker sites, Inherited inherited) {
    this.sites = sites;
    this.inherited = inherited;
    this.bulk = new Bulk(sites);
  }

  void call(CodeBuilder code, InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    String descriptor = call.type().stringValue();
    String signature = name + descriptor;
    noteOutside(owner);
    if (name.equals("<init>")) {
      construct(code, call, owner, descriptor);
    } else if (call.opcode() == Opcode.INVOKESTATIC) {
      callStatic(code, call, owner, signature);
    } else if (!monitor(code, signature) && !instead(code, owner, signature)) {
      before(code, call, inherited.origin(owner, signature), signature);
    }
  }

  /// What waits for the world outside cannot be controlled: the report says that the program does.
  private void noteOutside(String owner) {
    if (owner.startsWith("java/net/") && owner.contains("Socket") || owner.startsWith("java/nio/channels/")
        || owner.equals("java/lang/ProcessBuilder") || owner.equals("java/lang/ref/Cleaner") || owner.equals("java/net/http/HttpClient")) {
      Agent.outside(owner.replace('/', '.'), sites.place());
    }
  }

  private void construct(CodeBuilder code, InvokeInstruction call, String owner, String descriptor) {
    if (SEEDED.contains(owner) && descriptor.equals("()V")) {
      code.invokestatic(HookClasses.MACHINE, "seed", MethodTypeDesc.ofDescriptor("()J"));
      code.invokespecial(call.owner().asSymbol(), "<init>", MethodTypeDesc.ofDescriptor("(J)V"));
    } else {
      code.with(call);
    }
  }

  private void callStatic(CodeBuilder code, InvokeInstruction call, String owner, String signature) {
    String name = call.name().stringValue();
    MethodTypeDesc type = call.typeSymbol();
    switch (owner + "." + signature) {
      case "java/lang/System.nanoTime()J" -> code.invokestatic(HookClasses.MACHINE, "nanoTime", type);
      case "java/lang/System.currentTimeMillis()J" -> code.invokestatic(HookClasses.MACHINE, "currentTimeMillis", type);
      case "dev/weft/internal/util/Randoms.below(I)I" -> code.invokestatic(HookClasses.WAITS, "below", type);
      case "java/lang/Math.random()D" -> code.invokestatic(HookClasses.MACHINE, "random", type);
      case "java/lang/System.identityHashCode(Ljava/lang/Object;)I" -> code.invokestatic(HookClasses.MACHINE, "identityHashCode", type);
      case "java/util/Collections.shuffle(Ljava/util/List;)V" -> code.invokestatic(HookClasses.MACHINE, "shuffle", type);
      case "java/lang/System.exit(I)V" -> code.invokestatic(HookClasses.MACHINE, "end", type);
      case "java/lang/Thread.holdsLock(Ljava/lang/Object;)Z" -> code.invokestatic(HookClasses.MONITOR, "holdsLock", type);
      case "java/lang/Thread.onSpinWait()V", "java/lang/Thread.yield()V" -> {
        code.loadConstant(site(Site.Kind.THREAD, call)).invokestatic(HookClasses.CALL, "spin", MethodTypeDesc.ofDescriptor("(I)V"));
        code.with(call);
      }
      default -> {
        if (owner.equals("java/lang/Thread") && THREAD_STATICS.contains(name)) {
          code.aconst_null().loadConstant(site(Site.Kind.THREAD, call)).invokestatic(HookClasses.CALL, "thread", OBJECT_SITE);
        } else if (Agent.isConcurrent(owner) && !INDIFFERENT.contains(owner)) {
          code.aconst_null().loadConstant(site(Site.Kind.CALL, call)).invokestatic(HookClasses.CALL, "call", OBJECT_SITE);
        } else if (WeftClasses.isLibrary(owner)) {
          code.aconst_null().loadConstant(site(Site.Kind.CALL, call)).invokestatic(HookClasses.KERNEL, "operation", OBJECT_SITE);
        } else {
          bulk.beforeStatic(code, call);
        }
        code.with(call);
      }
    }
  }

  /// wait, notify and notifyAll of any object.
  private boolean monitor(CodeBuilder code, String signature) {
    switch (signature) {
      case "wait()V" -> code.lconst_0().loadConstant(plainSite(Site.Kind.WAIT)).invokestatic(HookClasses.MONITOR, "await",
          MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;JI)V"));
      case "wait(J)V" -> code.loadConstant(plainSite(Site.Kind.WAIT)).invokestatic(HookClasses.MONITOR, "await",
          MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;JI)V"));
      case "wait(JI)V" -> code.loadConstant(plainSite(Site.Kind.WAIT)).invokestatic(HookClasses.MONITOR, "await",
          MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;JII)V"));
      case "notify()V" -> code.loadConstant(plainSite(Site.Kind.NOTIFY)).invokestatic(HookClasses.MONITOR, "notify", OBJECT_SITE);
      case "notifyAll()V" ->
          code.loadConstant(plainSite(Site.Kind.NOTIFY_ALL)).invokestatic(HookClasses.MONITOR, "notifyAll", OBJECT_SITE);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean instead(CodeBuilder code, String owner, String signature) {
    if (owner.equals("java/lang/Runtime") && (signature.equals("exit(I)V") || signature.equals("halt(I)V"))) {
      code.invokestatic(HookClasses.MACHINE, "end", MethodTypeDesc.ofDescriptor("(Ljava/lang/Runtime;I)V"));
      return true;
    }
    return false;
  }

  private void before(CodeBuilder code, InvokeInstruction call, String owner, String signature) {
    if (signature.equals("hashCode()I")) {
      code.dup().invokestatic(HookClasses.MACHINE, "hashed", OBJECT);
    }
    if (owner.equals("java/lang/invoke/VarHandle")) {
      handle(code, call);
    } else if (owner.startsWith("java/lang/Thread$Builder") && call.name().equalsString("start")) {
      code.loadConstant(site(Site.Kind.THREAD, call, owner)).invokestatic(HookClasses.CALL, "starts", MethodTypeDesc.ofDescriptor("(I)V"));
    } else if (THREAD_CALLS.contains(signature) && (!owner.startsWith("java/util/") || owner.equals(WORKER))) {
      receiver(code, call, "thread", site(Site.Kind.THREAD, call, owner));
    } else if (Agent.isConcurrent(owner) && !INDIFFERENT.contains(owner)) {
      int site = site(Site.Kind.CALL, call, owner);
      receiver(code, call, "call", site);
      if (Takes.concerns(owner, call.name().stringValue(), call.type().stringValue())) {
        Takes.call(code, call, owner, site);
        return;
      }
    } else if (WeftClasses.isLibrary(owner)) {
      receiver(code, call, HookClasses.KERNEL, "operation", site(Site.Kind.CALL, call, owner));
    } else if (holdsContents(owner)) {
      Site.Kind kind = Receivers.reads(call.name().stringValue()) ? Site.Kind.READ_CONTENTS : Site.Kind.WRITE_CONTENTS;
      receiver(code, call, "contents", site(kind, call, owner));
    } else {
      bulk.before(code, call);
    }
    code.with(call);
  }

  private static boolean holdsContents(String owner) {
    return owner.startsWith("java/util/") && owner.indexOf('/', 10) < 0 && !INDIFFERENT.contains(owner)
        || owner.equals("java/lang/StringBuilder") || owner.equals("java/lang/StringBuffer")
        || owner.startsWith("java/text/") && owner.endsWith("Format");
  }

  /// Calls a hook with the receiver, which lies below the arguments.
  private static void receiver(CodeBuilder code, InvokeInstruction call, String hook, int site) {
    receiver(code, call, HookClasses.CALL, hook, site);
  }

  private static void receiver(CodeBuilder code, InvokeInstruction call, ClassDesc hooks, String hook, int site) {
    MethodTypeDesc type = call.typeSymbol();
    if (type.parameterCount() == 0) {
      code.dup().loadConstant(site).invokestatic(hooks, hook, OBJECT_SITE);
      return;
    }
    List<Integer> slots = Accesses.spill(code, type);
    code.dup().loadConstant(site).invokestatic(hooks, hook, OBJECT_SITE);
    Accesses.reload(code, type, slots);
  }

  private void handle(CodeBuilder code, InvokeInstruction call) {
    Accesses.Mode mode = Accesses.ofHandle(call.name().stringValue());
    if (mode.values() < 0) {
      return;
    }
    MethodTypeDesc type = call.typeSymbol();
    List<Integer> slots = Accesses.spill(code, type);
    code.dup();
    Accesses.pushCoordinates(code, type, slots, mode.values());
    code.loadConstant(mode.plain() ? 1 : 0).loadConstant(mode.acquire() ? 1 : 0).loadConstant(mode.release() ? 1 : 0);
    code.loadConstant(site(Site.Kind.HANDLE, call));
    code.invokestatic(HookClasses.ACCESS, "handle",
        MethodTypeDesc.ofDescriptor("(Ljava/lang/invoke/VarHandle;Ljava/lang/Object;JZZZI)V"));
    Accesses.reload(code, type, slots);
  }

  private int site(Site.Kind kind, InvokeInstruction call) {
    return site(kind, call, call.owner().asInternalName());
  }

  /// @param owner the class that the method comes from
  private int site(Site.Kind kind, InvokeInstruction call, String owner) {
    boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
    return sites.make(kind, owner, call.name().stringValue(), call.type().stringValue(), isStatic, isStatic ? "" : sites.subject());
  }

  private int plainSite(Site.Kind kind) {
    return sites.make(kind, "", "", "", false, sites.subject());
  }
}
