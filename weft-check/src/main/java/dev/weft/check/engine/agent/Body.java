package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Initialisers;
import dev.weft.check.engine.runtime.Site;
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
import java.lang.constant.MethodTypeDesc;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The new body of one method of an application class, or of Weft's own library: goes through the instructions and has each rewritten by
/// who knows its kind ([FieldCode], [Calls], [KernelCode], [Uses]).
final class Body {
  private static final MethodTypeDesc ELEMENT = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;II)V");

  private final ClassModel owner;
  private final StaticState statics;
  private final SiteMaker sites;
  private final Calls calls;
  private final FieldCode fields;
  private final References references;
  private final Uses uses;
  private final boolean initialiser;
  private final boolean constructor;
  private final Frame frame;
  /// 0 if the code has no line numbers.
  private final int firstLine;
  /// What is done in Weft's own library instead; null for the program's classes.
  private final @Nullable KernelCode kernel;

  /// @param used gets the names of the classes that the code uses, and `usedByInitialiser` of those that the initialiser does
  /// @param volatiles of the library, if the class is Weft's
  Body(ClassModel owner, MethodModel method, String source, StaticState statics, References references, Inherited inherited,
      Set<String> used, Set<String> usedByInitialiser, @Nullable Volatiles volatiles) {
    this.owner = owner;
    this.statics = statics;
    this.sites = new SiteMaker(owner.thisClass().asInternalName(), method.methodName().stringValue(), source);
    this.references = references;
    this.calls = new Calls(sites, inherited);
    this.fields = new FieldCode(owner.thisClass().asSymbol(), sites);
    this.initialiser = method.methodName().equalsString("<clinit>");
    this.constructor = method.methodName().equalsString("<init>");
    this.uses = new Uses(owner.thisClass().asInternalName(), initialiser, sites, used, usedByInitialiser);
    this.kernel = volatiles == null ? null
        : new KernelCode(owner.thisClass().asInternalName(), method.methodName().stringValue(), sites, volatiles);
    this.frame = new Frame(owner, method, sites, statics, kernel);
    this.firstLine = method.code().flatMap(code -> code.elementStream().filter(LineNumber.class::isInstance).findFirst())
        .map(line -> ((LineNumber) line).line()).orElse(0);
    sites.line(firstLine);
  }

  boolean isSynchronized() {
    return frame.isSynchronized();
  }

  /// Whether nothing is to be done in the whole method.
  boolean isLeftOut() {
    return kernel != null && kernel.isLeftOut();
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
    private final Construction construction = new Construction(owner, constructor);
    private final Creations creations = new Creations();
    private @Nullable Label start;

    Transform(boolean reset) {
      this.reset = reset;
    }

    @Override
    public void atStart(CodeBuilder code) {
      sites.begin();
      if (reset) {
        statics.clear(code);
        return;
      }
      if (firstLine > 0 && frame.isSynchronized()) {
        code.lineNumber(firstLine); // where a thread that waits for the monitor is seen
      }
      if (frame.begins(code)) {
        start = code.newBoundLabel();
      }
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      sites.at(element);
      switch (element) {
        case LineNumber line -> {
          sites.line(line.line());
          code.with(element);
        }
        case FieldInstruction field -> field(code, field);
        case ArrayLoadInstruction load when kernel == null -> {
          code.dup2().loadConstant(sites.make(Site.Kind.READ_ELEMENT, "", "[]", "", false, sites.subject()));
          code.invokestatic(HookClasses.ACCESS, "readElement", ELEMENT).with(load);
          Values.read(code, load.typeKind());
        }
        case ArrayStoreInstruction store when kernel == null -> {
          Values.underValueOfElement(code, store.typeKind());
          code.loadConstant(sites.make(Site.Kind.WRITE_ELEMENT, "", "[]", "", false, sites.subject()));
          code.invokestatic(HookClasses.ACCESS, "writeElement", ELEMENT);
          Values.read(code, store.typeKind());
          code.with(store);
        }
        case MonitorInstruction monitor -> monitor(code, monitor);
        case NewObjectInstruction created -> {
          starts(code, created.className().asInternalName());
          construction.creates(created.className().asInternalName());
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
            code.dup().loadConstant(owner.thisClass().asSymbol()).invokestatic(HookClasses.INITIALISER, "bodyIn",
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
      if (!reset) {
        frame.ends(code, failed);
      }
    }

    private void invoke(CodeBuilder code, InvokeInstruction call) {
      if (call.opcode() == Opcode.INVOKESTATIC) {
        starts(code, call.owner().asInternalName());
      } else {
        uses.mentions(call.owner().asInternalName());
      }
      if (!call.name().equalsString("<init>")) {
        forward(code, call);
      } else if (construction.readies(call)) {
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

    private void starts(CodeBuilder code, String type) {
      if (kernel == null) {
        uses.starts(code, type, reset);
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
      if (field.opcode() == Opcode.GETSTATIC || field.opcode() == Opcode.PUTSTATIC) {
        starts(code, declaring);
      }
      if (declaring.startsWith("java/") || initialiser || !construction.thisIsReady() && field.opcode() == Opcode.PUTFIELD) {
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
      fields.access(code, field);
    }

    private void monitor(CodeBuilder code, MonitorInstruction monitor) {
      boolean enter = monitor.opcode() == Opcode.MONITORENTER;
      frame.monitor(code, enter, enter ? sites.subject() : "");
    }
  }
}
