package dev.weft.check.engine.agent;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The operand stack of a method, as far as reports want to know it: which field each value was loaded from. So a receiver has its
/// name whatever is loaded for the arguments after it.
///
/// Only names depend on it. What lies below what is known (at the handler of an exception, say) has none.
final class Operands {
  /// @param field as [Site#hint] has it
  /// @param wide  a long or a double
  private record Value(String field, boolean wide) {}

  private static final Value PLAIN = new Value("", false);
  private static final Value WIDE = new Value("", true);

  private final ArrayList<Value> stack = new ArrayList<>();
  /// What lies on the stack where forward branches lead.
  private final Map<Label, List<Value>> atLabels = new HashMap<>();
  private String subject = "";

  void begin() {
    stack.clear();
    atLabels.clear();
    subject = "";
  }

  /// The field from which that was loaded on which the latest instruction acts: the receiver of a call, the first argument of a
  /// static one, the array, the monitor. Empty if it was loaded from none.
  String subject() {
    return subject;
  }

  /// Goes past an element of the code.
  void pass(CodeElement element) {
    if (element instanceof Instruction instruction) {
      subject = "";
      instruction(instruction);
    } else if (element instanceof LabelTarget target) {
      List<Value> known = atLabels.get(target.label());
      if (known != null) {
        stack.clear();
        stack.addAll(known);
      }
    }
  }

  private void instruction(Instruction instruction) {
    switch (instruction) {
      case FieldInstruction field -> field(field);
      case InvokeInstruction call -> {
        int arguments = call.typeSymbol().parameterCount();
        boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
        subject = at(isStatic ? arguments - 1 : arguments);
        result(call.typeSymbol(), isStatic ? arguments : arguments + 1);
      }
      case InvokeDynamicInstruction call -> result(call.typeSymbol(), call.typeSymbol().parameterCount());
      case ArrayLoadInstruction load -> {
        subject = at(1);
        pop(2);
        push(load.typeKind() == TypeKind.REFERENCE ? new Value(element(), false) : of(load.typeKind()));
      }
      case ArrayStoreInstruction _ -> {
        subject = at(2);
        pop(3);
      }
      case MonitorInstruction _ -> {
        subject = at(0);
        pop(1);
      }
      case StackInstruction shuffle -> shuffle(shuffle.opcode());
      case LoadInstruction load -> push(of(load.typeKind()));
      case StoreInstruction _ -> pop(1);
      case ConstantInstruction constant -> push(of(constant.typeKind()));
      case ConvertInstruction convert -> replace(1, of(convert.toType()));
      case OperatorInstruction operator -> replace(isUnary(operator.opcode()) ? 1 : 2, of(resultOf(operator)));
      case TypeCheckInstruction check -> {
        if (check.opcode() == Opcode.INSTANCEOF) {
          replace(1, PLAIN);
        }
      }
      case NewObjectInstruction _ -> push(PLAIN);
      case NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _ -> replace(1, PLAIN);
      case NewMultiArrayInstruction array -> replace(array.dimensions(), PLAIN);
      case BranchInstruction branch -> {
        pop(comparedBy(branch.opcode()));
        atLabels.putIfAbsent(branch.target(), List.copyOf(stack));
        if (branch.opcode() == Opcode.GOTO || branch.opcode() == Opcode.GOTO_W) {
          stack.clear();
        }
      }
      case IncrementInstruction _, NopInstruction _ -> { }
      default -> stack.clear(); // switches, returns, throws: what follows is reached from elsewhere
    }
  }

  private void field(FieldInstruction field) {
    boolean loads = field.opcode() == Opcode.GETFIELD || field.opcode() == Opcode.GETSTATIC;
    boolean isStatic = field.opcode() == Opcode.GETSTATIC || field.opcode() == Opcode.PUTSTATIC;
    pop((loads ? 0 : 1) + (isStatic ? 0 : 1));
    if (loads) {
      String owner = field.owner().asInternalName();
      String simple = owner.substring(Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')) + 1);
      String name = simple + "." + field.name().stringValue() + (isStatic ? "" : "#");
      push(new Value(name, TypeKind.from(field.typeSymbol()).slotSize() == 2));
    }
  }

  /// The name of what is loaded from the array that [#subject] is: one of many.
  private String element() {
    return subject.isEmpty() || subject.endsWith("#") ? subject : subject + "#";
  }

  private void result(MethodTypeDesc type, int popped) {
    pop(popped);
    TypeKind kind = TypeKind.from(type.returnType());
    if (kind != TypeKind.VOID) {
      push(of(kind));
    }
  }

  /// Those that work on stack slots take a long or a double for two.
  private void shuffle(Opcode opcode) {
    switch (opcode) {
      case POP -> pop(1);
      case POP2 -> takeSlots(2);
      case DUP -> insert(takeSlots(1), 0);
      case DUP_X1 -> insert(takeSlots(1), 1);
      case DUP_X2 -> insert(takeSlots(1), 2);
      case DUP2 -> insert(takeSlots(2), 0);
      case DUP2_X1 -> insert(takeSlots(2), 1);
      case DUP2_X2 -> insert(takeSlots(2), 2);
      case SWAP -> {
        List<Value> top = takeSlots(1);
        List<Value> below = takeSlots(1);
        stack.addAll(top);
        stack.addAll(below);
      }
      default -> stack.clear();
    }
  }

  /// Puts the values back, and a copy of them below the slots under them.
  private void insert(List<Value> top, int under) {
    List<Value> between = takeSlots(under);
    stack.addAll(top);
    stack.addAll(between);
    stack.addAll(top);
  }

  private List<Value> takeSlots(int slots) {
    ArrayDeque<Value> taken = new ArrayDeque<>();
    for (int left = slots; left > 0;) {
      Value value = stack.isEmpty() ? PLAIN : stack.removeLast();
      taken.addFirst(value);
      left -= value.wide() ? 2 : 1;
    }
    return List.copyOf(taken);
  }

  private String at(int depth) {
    int index = stack.size() - 1 - depth;
    return depth < 0 || index < 0 ? "" : stack.get(index).field();
  }

  private void push(Value value) {
    stack.add(value);
  }

  private void pop(int values) {
    for (int i = 0; i < values && !stack.isEmpty(); i++) {
      stack.removeLast();
    }
  }

  private void replace(int values, Value value) {
    pop(values);
    push(value);
  }

  private static Value of(TypeKind kind) {
    return kind.slotSize() == 2 ? WIDE : PLAIN;
  }

  private static boolean isUnary(Opcode opcode) {
    return switch (opcode) {
      case INEG, LNEG, FNEG, DNEG, ARRAYLENGTH -> true;
      default -> false;
    };
  }

  private static TypeKind resultOf(OperatorInstruction operator) {
    return switch (operator.opcode()) {
      case LCMP, FCMPL, FCMPG, DCMPL, DCMPG, ARRAYLENGTH -> TypeKind.INT;
      default -> operator.typeKind();
    };
  }

  /// How many values a branch compares.
  private static int comparedBy(Opcode opcode) {
    return switch (opcode) {
      case GOTO, GOTO_W -> 0;
      case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL -> 1;
      default -> 2;
    };
  }
}
