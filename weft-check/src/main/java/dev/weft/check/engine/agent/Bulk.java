package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Site;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;

/// Calls through which the JDK accesses the program's own variables: `System.arraycopy`, `java.util.Arrays`, `clone` of an array, and
/// reflection. They tell [dev.weft.check.engine.runtime.BulkHooks] first.
final class Bulk {
  private static final String ARRAYS = "java/util/Arrays";
  private static final String REFLECTED_ARRAY = "java/lang/reflect/Array";
  private static final String REFLECTED_FIELD = "java/lang/reflect/Field";
  /// Nobody writes it, and the JDK has it cloned once in a JVM (for `valueOf`), not once in each schedule.
  private static final Set<String> ENUM_CONSTANTS = Set.of("$VALUES", "ENUM$VALUES");
  private static final Set<String> WRITERS = Set.of("fill", "sort", "parallelSort");
  /// They write each element after they have called the program for it.
  private static final Set<String> SETTERS = Set.of("setAll", "parallelSetAll");
  /// They call the program for elements in no order that is known here.
  private static final String PREFIX = "parallelPrefix";
  /// They only wrap the array: what is read is read later.
  private static final Set<String> WRAPPERS = Set.of("asList", "stream", "spliterator");
  private static final MethodTypeDesc ALL = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;I)V");
  private static final MethodTypeDesc RANGE = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;III)V");
  private static final MethodTypeDesc ELEMENT = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;II)V");
  private static final MethodTypeDesc COPY = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;ILjava/lang/Object;IIII)V");
  private static final MethodTypeDesc FIELD = MethodTypeDesc.ofDescriptor("(Ljava/lang/reflect/Field;Ljava/lang/Object;I)V");

  private final SiteMaker sites;

  Bulk(SiteMaker sites) {
    this.sites = sites;
  }

  /// Before a call of a static method.
  void beforeStatic(CodeBuilder code, InvokeInstruction call) {
    String name = call.name().stringValue();
    switch (call.owner().asInternalName()) {
      case "java/lang/System" -> {
        if (name.equals("arraycopy") && !copiesEnumConstants()) {
          List<Integer> slots = Accesses.spill(code, call.typeSymbol());
          Accesses.reload(code, call.typeSymbol(), slots);
          code.loadConstant(element(false)).loadConstant(element(true)).invokestatic(HookClasses.BULK, "copy", COPY);
          Accesses.reload(code, call.typeSymbol(), slots);
        }
      }
      case ARRAYS -> {
        if (SETTERS.contains(name)) {
          setter(code, call.typeSymbol());
        } else if (!WRAPPERS.contains(name) && !name.equals(PREFIX)) {
          arrays(code, call, name);
        }
      }
      case REFLECTED_ARRAY -> {
        if (isAccess(call, "(Ljava/lang/Object;I")) {
          List<Integer> slots = Accesses.spill(code, call.typeSymbol());
          code.aload(slots.get(0)).iload(slots.get(1)).loadConstant(element(name.startsWith("set")));
          code.invokestatic(HookClasses.ACCESS, name.startsWith("set") ? "writeElement" : "readElement", ELEMENT);
          Accesses.reload(code, call.typeSymbol(), slots);
        }
      }
      default -> { }
    }
  }

  /// Before a call of a method of an object.
  void before(CodeBuilder code, InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    if (owner.startsWith("[") && name.equals("clone") && !copiesEnumConstants()) {
      code.dup().loadConstant(sites.make(Site.Kind.READ_ELEMENT, "", "[]", "", false, sites.subject()));
      code.invokestatic(HookClasses.BULK, "all", ALL);
    } else if (owner.equals(REFLECTED_FIELD) && isAccess(call, "(Ljava/lang/Object;")) {
      List<Integer> slots = Accesses.spill(code, call.typeSymbol());
      code.dup().aload(slots.getFirst());
      code.loadConstant(sites.make(Site.Kind.HANDLE, owner, name, call.type().stringValue(), false, sites.subject()));
      code.invokestatic(HookClasses.BULK, "field", FIELD);
      Accesses.reload(code, call.typeSymbol(), slots);
    }
  }

  private boolean copiesEnumConstants() {
    String field = sites.subject();
    return ENUM_CONSTANTS.contains(field.substring(field.indexOf('.') + 1));
  }

  private void setter(CodeBuilder code, MethodTypeDesc type) {
    ClassDesc function = type.parameterType(1);
    code.swap().dup_x1().loadConstant(element(true));
    code.invokestatic(HookClasses.SETTER, "setter", MethodTypeDesc.of(function, function, ConstantDescs.CD_Object, ConstantDescs.CD_int));
  }

  private static boolean isAccess(InvokeInstruction call, String parameters) {
    String name = call.name().stringValue();
    return (name.startsWith("get") || name.startsWith("set")) && call.type().stringValue().startsWith(parameters);
  }

  /// Each array is accessed as a whole, or from the first of the two numbers behind it to the second.
  private void arrays(CodeBuilder code, InvokeInstruction call, String name) {
    MethodTypeDesc type = call.typeSymbol();
    boolean write = WRITERS.contains(name);
    List<Integer> slots = Accesses.spill(code, type);
    for (int i = 0; i < type.parameterCount(); i++) {
      if (!type.parameterType(i).isArray()) {
        continue;
      }
      code.aload(slots.get(i));
      if (isInt(type, i + 1) && isInt(type, i + 2)) {
        code.iload(slots.get(i + 1)).iload(slots.get(i + 2));
      } else if (name.equals("copyOf")) {
        code.iconst_0().iload(slots.get(i + 1));
      } else {
        code.loadConstant(element(write)).invokestatic(HookClasses.BULK, "all", ALL);
        continue;
      }
      code.loadConstant(element(write)).invokestatic(HookClasses.BULK, "range", RANGE);
    }
    Accesses.reload(code, type, slots);
  }

  private static boolean isInt(MethodTypeDesc type, int parameter) {
    return parameter < type.parameterCount() && type.parameterType(parameter).descriptorString().equals("I");
  }

  private int element(boolean write) {
    return sites.make(write ? Site.Kind.WRITE_ELEMENT : Site.Kind.READ_ELEMENT, "", "", "", false, "");
  }
}
