package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Site;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// What an access to a field of the program becomes: a hook with the object or the class that accesses, the access itself, and its
/// value for reports.
final class FieldCode {
  private static final MethodTypeDesc OBJECT_SITE = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;I)V");
  private static final MethodTypeDesc CLASS_SITE = MethodTypeDesc.ofDescriptor("(Ljava/lang/Class;I)V");

  private final ClassDesc owner;
  private final SiteMaker sites;

  /// @param owner the class whose code it is
  FieldCode(ClassDesc owner, SiteMaker sites) {
    this.owner = owner;
    this.sites = sites;
  }

  void access(CodeBuilder code, FieldInstruction field) {
    String declaring = field.owner().asInternalName();
    Site.Kind kind = field.opcode() == Opcode.GETFIELD || field.opcode() == Opcode.GETSTATIC ? Site.Kind.READ
        : Site.Kind.WRITE;
    boolean isStatic = field.opcode() == Opcode.GETSTATIC || field.opcode() == Opcode.PUTSTATIC;
    int site = sites.make(kind, declaring, field.name().stringValue(), field.type().stringValue(), isStatic, "");
    switch (field.opcode()) {
      case GETFIELD -> {
        code.dup().loadConstant(site).invokestatic(HookClasses.ACCESS, "readField", OBJECT_SITE).with(field);
        Values.read(code, field.typeSymbol());
      }
      case PUTFIELD -> {
        Values.underValue(code, field.typeSymbol());
        code.loadConstant(site).invokestatic(HookClasses.ACCESS, "writeField", OBJECT_SITE);
        Values.read(code, field.typeSymbol());
        code.with(field);
      }
      case GETSTATIC -> {
        code.loadConstant(owner).loadConstant(site);
        code.invokestatic(HookClasses.ACCESS, "accessStatic", CLASS_SITE).with(field);
        Values.read(code, field.typeSymbol());
      }
      case PUTSTATIC -> {
        code.loadConstant(owner).loadConstant(site);
        code.invokestatic(HookClasses.ACCESS, "accessStatic", CLASS_SITE);
        Values.read(code, field.typeSymbol());
        code.with(field);
      }
      default -> code.with(field);
    }
  }
}
