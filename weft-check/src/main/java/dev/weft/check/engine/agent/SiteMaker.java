package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Site;
import dev.weft.check.engine.runtime.Sites;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;

/// Makes the sites of one method: keeps the current line, and the field that was loaded last, which names locks in reports.
final class SiteMaker {
  private final String className;
  private final String method;
  private final String file;
  private int line;
  private String field = "";

  SiteMaker(String internalName, String method, String file) {
    this.className = internalName.replace('/', '.');
    this.method = method;
    this.file = file;
  }

  void line(int number) {
    if (number != line) {
      field = "";
    }
    line = number;
  }

  String place() {
    return file + ":" + line;
  }

  int currentLine() {
    return line;
  }

  void sawField(FieldInstruction access) {
    String owner = access.owner().asInternalName();
    String simple = owner.substring(Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')) + 1);
    boolean isStatic = access.opcode() == Opcode.GETSTATIC;
    field = simple + "." + access.name().stringValue() + (isStatic ? "" : "#");
  }

  void sawCall() {
    field = "";
  }

  /// The field loaded last on this line; with a trailing `#` if it is an instance's.
  String lastField() {
    return field;
  }

  int make(Site.Kind kind, String owner, String member, String descriptor, boolean isStatic, String hint) {
    return Sites.add(kind, className, method, file, line, owner, member, descriptor, isStatic, hint);
  }
}
