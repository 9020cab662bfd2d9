package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Statics;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.FieldModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How the static fields of a class are set anew before each schedule: variables are cleared, then a copy of the class
/// initialiser runs. Final fields that it assigns lose `final`, which is checked at run time, unless they hold what never
/// changes (handles, classes, the assertion flag): those are left alone, also for the JIT's sake.
///
/// Enum constants stay the same objects, because the JDK and others know them by identity, and so do the objects in the static fields
/// of interfaces, which must be final and are constants for the JIT: they get the state of fresh ones. Classes with constants
/// only are left as they are.
final class StaticState {
  static final String RESET = Statics.RESET;
  static final int RESET_FLAGS = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
  private static final Set<String> IMMUTABLE = Set.of("Ljava/lang/invoke/VarHandle;", "Ljava/lang/invoke/MethodHandle;",
      "Ljava/lang/Class;", "Ljava/lang/String;", "Ljava/util/concurrent/atomic/AtomicIntegerFieldUpdater;",
      "Ljava/util/concurrent/atomic/AtomicLongFieldUpdater;",
      "Ljava/util/concurrent/atomic/AtomicReferenceFieldUpdater;", "Z", "B", "S", "C", "I", "J", "F", "D");

  private final ClassDesc owner;
  private final boolean resettable;
  private final Set<String> kept = new HashSet<>();
  private final Set<String> loosened = new HashSet<>();
  private final Set<String> renewed = new HashSet<>();
  private final List<FieldModel> variables = new ArrayList<>();

  /// What Weft's own classes keep besides: caches and keys, in which nothing of a schedule stays.
  private static final Set<String> KEYS = Set.of("Ljava/lang/ClassValue;", "Ljava/lang/ThreadLocal;", "Ljava/lang/ScopedValue;");

  /// Classes there find out what this JVM can do: the same in every schedule.
  private static final String MOUNTS = "dev.weft.internal.mount";

  private StaticState(ClassModel model, boolean library) {
    owner = model.thisClass().asSymbol();
    int own = model.flags().flagsMask();
    boolean isInterface = (own & ClassFile.ACC_INTERFACE) != 0;
    // An enum that is not final has constants with bodies, and those may have fields.
    boolean hasState = (own & ClassFile.ACC_FINAL) == 0
        || model.fields().stream().anyMatch(field -> (field.flags().flagsMask() & ClassFile.ACC_STATIC) == 0);
    boolean changes = false;
    for (FieldModel field : model.fields()) {
      int flags = field.flags().flagsMask();
      if ((flags & ClassFile.ACC_STATIC) == 0 || field.findAttribute(Attributes.constantValue()).isPresent()
          && (flags & ClassFile.ACC_FINAL) != 0) {
        continue;
      }
      String name = field.fieldName().stringValue();
      if ((flags & ClassFile.ACC_FINAL) == 0) {
        variables.add(field);
        changes = true;
      } else if ((flags & ClassFile.ACC_SYNTHETIC) != 0 || IMMUTABLE.contains(field.fieldType().stringValue())
          || library && (KEYS.contains(field.fieldType().stringValue()) || isInterface || (flags & ClassFile.ACC_ENUM) != 0)) {
        kept.add(name);
      } else if (isInterface || (flags & ClassFile.ACC_ENUM) != 0) {
        renewed.add(name);
        changes |= isInterface || hasState;
      } else {
        loosened.add(name);
        changes = true;
      }
    }
    resettable = changes && !(library && owner.packageName().equals(MOUNTS));
  }

  /// @param library whether the class is one of Weft's own
  static StaticState of(ClassModel model, boolean library) {
    return new StaticState(model, library);
  }

  boolean resettable() {
    return resettable;
  }

  boolean loosens(FieldModel field) {
    return resettable && loosened.contains(field.fieldName().stringValue())
        && (field.flags().flagsMask() & ClassFile.ACC_STATIC) != 0;
  }

  /// True if the copy of the initialiser must not assign the field.
  boolean keeps(FieldInstruction access) {
    return kept.contains(access.name().stringValue()) && access.owner().asSymbol().equals(owner);
  }

  /// True if the copy of the initialiser must not assign the field, but renew the object in it.
  boolean renews(FieldInstruction access) {
    return renewed.contains(access.name().stringValue()) && access.owner().asSymbol().equals(owner);
  }

  /// Gives the object in a field the state of the one on the stack.
  void renew(CodeBuilder code, FieldInstruction access) {
    String name = access.name().stringValue();
    String type = owner.displayName();
    code.getstatic(owner, name, access.typeSymbol()).swap().loadConstant(type + "." + name);
    code.invokestatic(HookClasses.INITIALISER, "renew", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object, ConstantDescs.CD_Object,
        ConstantDescs.CD_String));
  }

  /// Pushes the class and tells the checker that its initialiser has ended.
  void register(CodeBuilder code) {
    code.loadConstant(owner).invokestatic(HookClasses.INITIALISER, "initialised", MethodTypeDesc.of(ConstantDescs.CD_void,
        ConstantDescs.CD_Class));
  }

  /// Gives every static variable its default value.
  void clear(CodeBuilder code) {
    for (FieldModel field : variables) {
      ClassDesc type = field.fieldTypeSymbol();
      switch (type.descriptorString().charAt(0)) {
        case 'J' -> code.lconst_0();
        case 'F' -> code.fconst_0();
        case 'D' -> code.dconst_0();
        case 'L', '[' -> code.aconst_null();
        default -> code.iconst_0();
      }
      code.putstatic(owner, field.fieldName().stringValue(), type);
    }
  }
}
