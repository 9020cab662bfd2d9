package dev.weft.check.engine.agent;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// Method references to methods of the JDK (`list::add`, `latch::countDown`): the call is in no application code. Each gets a
/// small method of its own that makes the call, instrumented as any other, and the reference is turned to that.
final class References {
  private record Bridge(String name, MethodTypeDesc type, DirectMethodHandleDesc target, int line) {}

  private final ClassDesc owner;
  private final boolean isInterface;
  private final String source;
  private final Inherited inherited;
  private final List<Bridge> bridges = new ArrayList<>();

  References(ClassDesc owner, boolean isInterface, String source, Inherited inherited) {
    this.inherited = inherited;
    this.owner = owner;
    this.isInterface = isInterface;
    this.source = source;
  }

  /// Emits the creation of the method reference, turned to a bridge if its target matters to the schedule.
  void create(CodeBuilder code, InvokeDynamicInstruction creation, int line) {
    List<ConstantDesc> arguments = creation.bootstrapArgs();
    if (!creation.bootstrapMethod().owner().descriptorString().equals("Ljava/lang/invoke/LambdaMetafactory;")
        || !creation.bootstrapMethod().methodName().equals("metafactory") || arguments.size() != 3
        || !(arguments.get(1) instanceof DirectMethodHandleDesc target) || !matters(target)) {
      code.with(creation);
      return;
    }
    MethodTypeDesc type = target.invocationType();
    if (creation.typeSymbol().parameterCount() == 1) {
      // A bound receiver may be of a subtype; what a static method captures must be of the parameter's very type.
      type = type.changeParameterType(0, creation.typeSymbol().parameterType(0));
    }
    String name = "weft$ref" + bridges.size();
    bridges.add(new Bridge(name, type, target, line));
    MethodHandleDesc turned = MethodHandleDesc.ofMethod(isInterface ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC
        : DirectMethodHandleDesc.Kind.STATIC, owner, name, type);
    code.invokedynamic(DynamicCallSiteDesc.of(creation.bootstrapMethod(), creation.name().stringValue(), creation.typeSymbol(),
        arguments.get(0), turned, arguments.get(2)));
  }

  /// True if it creates a lambda, or a method reference, whose body is a static method of the given class.
  static boolean isOwnStatic(InvokeDynamicInstruction creation, ClassDesc type) {
    List<ConstantDesc> arguments = creation.bootstrapArgs();
    return creation.bootstrapMethod().owner().descriptorString().equals("Ljava/lang/invoke/LambdaMetafactory;")
        && arguments.size() >= 3 && arguments.get(1) instanceof DirectMethodHandleDesc body
        && body.kind() == DirectMethodHandleDesc.Kind.STATIC && body.owner().equals(type);
  }

  private boolean matters(DirectMethodHandleDesc target) {
    String named = target.owner().descriptorString();
    String type = named.startsWith("L")
        ? "L" + inherited.origin(named.substring(1, named.length() - 1), target.methodName() + target.lookupDescriptor()) + ";" : named;
    return switch (target.kind()) {
      case VIRTUAL, INTERFACE_VIRTUAL -> type.startsWith("Ljava/util/") || type.startsWith("Ljava/lang/StringBu")
          || type.equals("Ljava/lang/Thread;") || type.startsWith("Ldev/weft/") || target.methodName().startsWith("notify")
          || target.methodName().equals("wait");
      default -> false;
    };
  }

  /// Adds the bridges to the class.
  void finish(ClassBuilder builder) {
    for (Bridge bridge : bridges) {
      builder.withMethodBody(bridge.name(), bridge.type(),
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC, code -> body(code, bridge));
    }
  }

  private void body(CodeBuilder code, Bridge bridge) {
    String internal = owner.descriptorString().substring(1, owner.descriptorString().length() - 1);
    SiteMaker sites = new SiteMaker(internal, bridge.name(), source);
    sites.line(bridge.line());
    code.lineNumber(Math.max(1, bridge.line()));
    int slot = 0;
    for (ClassDesc parameter : bridge.type().parameterList()) {
      TypeKind kind = TypeKind.from(parameter);
      code.loadLocal(kind, slot);
      slot += kind.slotSize();
    }
    DirectMethodHandleDesc target = bridge.target();
    ConstantPoolBuilder pool = code.constantPool();
    MethodTypeDesc type = MethodTypeDesc.ofDescriptor(target.lookupDescriptor());
    InvokeInstruction call = target.isOwnerInterface()
        ? InvokeInstruction.of(Opcode.INVOKEINTERFACE, pool.interfaceMethodRefEntry(target.owner(), target.methodName(), type))
        : InvokeInstruction.of(Opcode.INVOKEVIRTUAL, pool.methodRefEntry(target.owner(), target.methodName(), type));
    new Calls(sites, inherited).call(code, call);
    code.return_(TypeKind.from(type.returnType()));
  }
}
