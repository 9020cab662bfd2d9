package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Hooks;
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
/// Enums, interfaces and classes with constants only are left as they are: the JDK caches enum constants.
final class StaticState {
  static final String RESET = Statics.RESET;
  static final int RESET_FLAGS = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
  private static final ClassDesc HOOKS = ClassDesc.of(Hooks.class.getName());
  private static final Set<String> IMMUTABLE = Set.of("Ljava/lang/invoke/VarHandle;", "Ljava/lang/invoke/MethodHandle;",
      "Ljava/lang/Class;", "Ljava/lang/String;", "Ljava/util/concurrent/atomic/AtomicIntegerFieldUpdater;",
      "Ljava/util/concurrent/atomic/AtomicLongFieldUpdater;",
      "Ljava/util/concurrent/atomic/AtomicReferenceFieldUpdater;", "Z", "B", "S", "C", "I", "J", "F", "D");

  private final ClassDesc owner;
  private final boolean resettable;
  private final Set<String> kept = new HashSet<>();
  private final Set<String> loosened = new HashSet<>();
  private final List<FieldModel> variables = new ArrayList<>();

  /// What Weft's own classes keep besides: caches and keys, in which nothing of a schedule stays.
  private static final Set<String> KEYS = Set.of("Ljava/lang/ClassValue;", "Ljava/lang/ThreadLocal;", "Ljava/lang/ScopedValue;");

  /// Finds out what this JVM can do: the same in every schedule.
  private static final String MOUNTS = "Ldev/weft/internal/mount/Mounts;";

  private StaticState(ClassModel model, boolean library) {
    owner = model.thisClass().asSymbol();
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
          || library && KEYS.contains(field.fieldType().stringValue())) {
        kept.add(name);
      } else {
        loosened.add(name);
        changes = true;
      }
    }
    int flags = model.flags().flagsMask();
    resettable = changes && !(library && owner.descriptorString().equals(MOUNTS)) && (flags & (ClassFile.ACC_ENUM | ClassFile.ACC_INTERFACE)) == 0;
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

  /// Pushes the class and tells the checker that its initialiser has ended.
  void register(CodeBuilder code) {
    code.loadConstant(owner).invokestatic(HOOKS, "initialised", MethodTypeDesc.of(ConstantDescs.CD_void,
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
