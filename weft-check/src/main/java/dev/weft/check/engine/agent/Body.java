package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Hooks;
import dev.weft.check.engine.runtime.Initialisers;
import dev.weft.check.engine.runtime.Kernel;
import dev.weft.check.engine.runtime.Site;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The new body of one method of an application class.
///
/// In a constructor nothing is done to fields of `this` before the call of another constructor: the verifier does not let an
/// uninitialised object be passed to a hook. That call is found by counting: an `invokespecial <init>` of this class or its
/// superclass that no `new` is waiting for.
final class Body {
  private static final ClassDesc HOOKS = ClassDesc.of(Hooks.class.getName());
  private static final ClassDesc KERNEL = ClassDesc.of(Kernel.class.getName());
  private static final MethodTypeDesc OBJECT_SITE = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;I)V");
  private static final MethodTypeDesc CLASS_SITE = MethodTypeDesc.ofDescriptor("(Ljava/lang/Class;I)V");
  private static final MethodTypeDesc CLASS = MethodTypeDesc.ofDescriptor("(Ljava/lang/Class;)V");
  private static final MethodTypeDesc CLASS_FLAG = MethodTypeDesc.ofDescriptor("(Ljava/lang/Class;Z)V");
  private static final MethodTypeDesc ELEMENT = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;II)V");

  private final ClassModel owner;
  private final MethodModel method;
  private final StaticState statics;
  private final SiteMaker sites;
  private final Calls calls;
  private final References references;
  private final Set<String> used;
  private final Set<String> usedByInitialiser;
  private final boolean initialiser;
  private final boolean constructor;
  private final boolean isSynchronized;
  /// What is done in Weft's own library instead; null for the program's classes.
  private final @Nullable KernelCode kernel;

  /// @param used gets the names of the classes that the code uses, and `usedByInitialiser` of those that the initialiser does
  /// @param volatiles of the library, if the class is Weft's
  Body(ClassModel owner, MethodModel method, String source, StaticState statics, References references, Inherited inherited,
      Set<String> used, Set<String> usedByInitialiser, @Nullable Volatiles volatiles) {
    this.used = used;
    this.usedByInitialiser = usedByInitialiser;
    this.owner = owner;
    this.method = method;
    this.statics = statics;
    this.sites = new SiteMaker(owner.thisClass().asInternalName(), method.methodName().stringValue(), source);
    this.references = references;
    this.calls = new Calls(sites, inherited);
    this.initialiser = method.methodName().equalsString("<clinit>");
    this.constructor = method.methodName().equalsString("<init>");
    this.kernel = volatiles == null ? null
        : new KernelCode(owner.thisClass().asInternalName(), method.methodName().stringValue(), sites, volatiles);
    method.code().ifPresent(code -> code.elementStream().filter(LineNumber.class::isInstance).findFirst()
        .ifPresent(line -> sites.line(((LineNumber) line).line())));
    this.isSynchronized = (method.flags().flagsMask() & ClassFile.ACC_SYNCHRONIZED) != 0;
  }

  /// All that an initialiser does of which there is none.
  static void initialised(CodeBuilder code, ClassDesc type) {
    code.loadConstant(type).invokestatic(HOOKS, "initialiserBegins", CLASS);
    code.loadConstant(type).loadConstant(0).invokestatic(HOOKS, "initialiserEnds", CLASS_FLAG);
  }

  boolean isSynchronized() {
    return isSynchronized;
  }

  StaticState statics() {
    return statics;
  }

  CodeTransform transform() {
    return new Transform(false);
  }

  /// The copy of the class initialiser that sets the class anew.
  CodeTransform resetTransform() {
    return new Transform(true);
  }

  private final class Transform implements CodeTransform {
    private final boolean reset;
    private boolean thisIsReady = !constructor;
    private int waitingNews;
    private final Creations creations = new Creations();
    private @Nullable Label start;

    Transform(boolean reset) {
      this.reset = reset;
    }

    @Override
    public void atStart(CodeBuilder code) {
      if (reset) {
        statics.clear(code);
      } else if (initialiser) {
        if (kernel == null) {
          code.loadConstant(owner.thisClass().asSymbol()).invokestatic(HOOKS, "initialiserBegins", CLASS);
        } else {
          code.invokestatic(KERNEL, "initialiserBegins", ConstantDescs.MTD_void);
        }
        start = code.newBoundLabel();
      } else if (isSynchronized) {
        pushLock(code);
        code.loadConstant(monitorSite(Site.Kind.ENTER, ""));
        code.invokestatic(HOOKS, "enter", OBJECT_SITE);
        start = code.newBoundLabel();
      } else if (kernel != null && !constructor) {
        kernel.begin(code);
        start = kernel.isSection() ? code.newBoundLabel() : null;
      }
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case LineNumber line -> {
          sites.line(line.line());
          code.with(element);
        }
        case FieldInstruction field -> field(code, field);
        case ArrayLoadInstruction load when kernel == null -> {
          code.dup2().loadConstant(sites.make(Site.Kind.READ_ELEMENT, "", "[]", "", false, sites.lastField()));
          code.invokestatic(HOOKS, "readElement", ELEMENT).with(load);
          Values.read(code, load.typeKind());
        }
        case ArrayStoreInstruction store when kernel == null -> {
          Values.underValueOfElement(code, store.typeKind());
          code.loadConstant(sites.make(Site.Kind.WRITE_ELEMENT, "", "[]", "", false, sites.lastField()));
          code.invokestatic(HOOKS, "writeElement", ELEMENT);
          Values.read(code, store.typeKind());
          code.with(store);
        }
        case MonitorInstruction monitor -> monitor(code, monitor);
        case NewObjectInstruction created -> {
          uses(code, created.className().asInternalName());
          if (mayConstructThis(created.className().asInternalName())) {
            waitingNews++;
          }
          creations.begins();
          code.with(created);
        }
        case StackInstruction stack -> {
          creations.stack(stack.opcode());
          code.with(stack);
        }
        case InvokeInstruction call -> invoke(code, call);
        case InvokeDynamicInstruction creation when !reset && kernel == null -> {
          references.create(code, creation, sites.currentLine());
          if (initialiser && Initialisers.areExplored() && References.isOwnStatic(creation, owner.thisClass().asSymbol())) {
            code.dup().loadConstant(owner.thisClass().asSymbol()).invokestatic(HOOKS, "bodyIn",
                MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;Ljava/lang/Class;)V"));
          }
        }
        case ReturnInstruction end -> {
          leave(code, false);
          code.with(end);
        }
        default -> code.with(element);
      }
    }

    @Override
    public void atEnd(CodeBuilder code) {
      Label from = start;
      if (from == null) {
        return;
      }
      Label end = code.newBoundLabel();
      Label handler = code.newBoundLabel();
      leave(code, true);
      code.athrow();
      code.exceptionCatchAll(from, end, handler);
    }

    private void leave(CodeBuilder code, boolean failed) {
      if (reset) {
        return;
      }
      if (initialiser) {
        if (statics.resettable() && !failed) {
          statics.register(code);
        }
        if (kernel == null) {
          code.loadConstant(owner.thisClass().asSymbol()).loadConstant(failed ? 1 : 0);
          code.invokestatic(HOOKS, "initialiserEnds", CLASS_FLAG);
        } else {
          code.invokestatic(KERNEL, "initialiserEnds", ConstantDescs.MTD_void);
        }
      } else if (isSynchronized) {
        pushLock(code);
        code.loadConstant(monitorSite(Site.Kind.EXIT, ""));
        code.invokestatic(HOOKS, "exit", OBJECT_SITE);
      } else if (kernel != null && kernel.isSection()) {
        kernel.end(code);
      }
    }

    private boolean mayConstructThis(String type) {
      return constructor && (type.equals(owner.thisClass().asInternalName())
          || owner.superclass().map(s -> s.asInternalName().equals(type)).orElse(false));
    }

    private void invoke(CodeBuilder code, InvokeInstruction call) {
      if (call.opcode() == Opcode.INVOKESTATIC) {
        uses(code, call.owner().asInternalName());
      } else {
        used.add(call.owner().asInternalName());
      }
      if (!call.name().equalsString("<init>")) {
        forward(code, call);
      } else if (!thisIsReady && mayConstructThis(call.owner().asInternalName()) && waitingNews-- == 0) {
        thisIsReady = true;
        forward(code, call);
        if (Creations.isOfJdk(call)) {
          code.aload(0);
          Creations.tell(code);
        }
      } else {
        forward(code, call);
        creations.ends(code, call);
      }
    }

    /// Before an instruction that initialises the class if that has not been done.
    private void uses(CodeBuilder code, String type) {
      if (kernel != null || type.startsWith("java/") || WeftClasses.isLibrary(type)
          || type.equals(owner.thisClass().asInternalName())) {
        return;
      }
      used.add(type);
      if (initialiser) {
        usedByInitialiser.add(type);
      }
      if (Initialisers.areExplored() && !reset) {
        code.loadConstant(owner.thisClass().asSymbol());
        code.loadConstant(sites.make(Site.Kind.ENTER, type, "", "", false, "")).invokestatic(HOOKS, "uses", CLASS_SITE);
      }
    }

    private void forward(CodeBuilder code, InvokeInstruction call) {
      if (kernel == null) {
        calls.call(code, call);
      } else if (reset && call.owner().asInternalName().equals("java/lang/invoke/ConstantBootstraps")) {
        // A handle is looked up once: the copy of the initialiser does not assign it.
        call.typeSymbol().parameterList().reversed().forEach(type -> Values.pop(code, type));
        code.aconst_null();
      } else {
        kernel.call(code, call);
      }
    }

    private void field(CodeBuilder code, FieldInstruction field) {
      String declaring = field.owner().asInternalName();
      sites.sawField(field);
      if (field.opcode() == Opcode.GETSTATIC || field.opcode() == Opcode.PUTSTATIC) {
        uses(code, declaring);
      }
      if (declaring.startsWith("java/") || initialiser || !thisIsReady && field.opcode() == Opcode.PUTFIELD) {
        if (reset && field.opcode() == Opcode.PUTSTATIC && statics.keeps(field)) {
          Values.pop(code, field.typeSymbol());
        } else if (reset && field.opcode() == Opcode.PUTSTATIC && statics.renews(field)) {
          statics.renew(code, field);
        } else {
          code.with(field);
        }
        return;
      }
      if (kernel != null) {
        kernel.field(code, field);
        return;
      }
      Site.Kind kind = field.opcode() == Opcode.GETFIELD || field.opcode() == Opcode.GETSTATIC ? Site.Kind.READ
          : Site.Kind.WRITE;
      boolean isStatic = field.opcode() == Opcode.GETSTATIC || field.opcode() == Opcode.PUTSTATIC;
      int site = sites.make(kind, declaring, field.name().stringValue(), field.type().stringValue(), isStatic, "");
      switch (field.opcode()) {
        case GETFIELD -> {
          code.dup().loadConstant(site).invokestatic(HOOKS, "readField", OBJECT_SITE).with(field);
          Values.read(code, field.typeSymbol());
        }
        case PUTFIELD -> {
          Values.underValue(code, field.typeSymbol());
          code.loadConstant(site).invokestatic(HOOKS, "writeField", OBJECT_SITE);
          Values.read(code, field.typeSymbol());
          code.with(field);
        }
        case GETSTATIC -> {
          code.loadConstant(owner.thisClass().asSymbol()).loadConstant(site);
          code.invokestatic(HOOKS, "accessStatic", CLASS_SITE).with(field);
          Values.read(code, field.typeSymbol());
        }
        case PUTSTATIC -> {
          code.loadConstant(owner.thisClass().asSymbol()).loadConstant(site);
          code.invokestatic(HOOKS, "accessStatic", CLASS_SITE);
          Values.read(code, field.typeSymbol());
          code.with(field);
        }
        default -> code.with(field);
      }
    }

    private void monitor(CodeBuilder code, MonitorInstruction monitor) {
      boolean enter = monitor.opcode() == Opcode.MONITORENTER;
      code.loadConstant(monitorSite(enter ? Site.Kind.ENTER : Site.Kind.EXIT, enter ? sites.lastField() : ""));
      code.invokestatic(HOOKS, enter ? "enter" : "exit", OBJECT_SITE);
    }

    /// Weft's own monitors are no points.
    private int monitorSite(Site.Kind kind, String hint) {
      return kernel == null ? sites.make(kind, "", "", "", false, hint) : 0;
    }

    private void pushLock(CodeBuilder code) {
      if ((method.flags().flagsMask() & ClassFile.ACC_STATIC) != 0) {
        code.loadConstant(owner.thisClass().asSymbol());
      } else {
        code.aload(0);
      }
    }
  }
}
