package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Site;
import dev.weft.check.engine.runtime.Sites;
import java.lang.classfile.CodeElement;

/// Makes the sites of one method: keeps the current line, and from which fields the operands were loaded, which names locks in reports.
final class SiteMaker {
  private final String className;
  private final String method;
  private final String file;
  private final Operands operands = new Operands();
  private int line;

  SiteMaker(String internalName, String method, String file) {
    this.className = internalName.replace('/', '.');
    this.method = method;
    this.file = file;
  }

  void line(int number) {
    line = number;
  }

  String place() {
    return file + ":" + line;
  }

  int currentLine() {
    return line;
  }

  /// Before the first element of the code.
  void begin() {
    operands.begin();
  }

  /// Goes to the next element of the code.
  void at(CodeElement element) {
    operands.pass(element);
  }

  /// The field that was loaded what the current instruction acts on ([Operands#subject]); with a trailing `#` if it is an instance's.
  String subject() {
    return operands.subject();
  }

  int make(Site.Kind kind, String owner, String member, String descriptor, boolean isStatic, String hint) {
    return Sites.add(kind, className, method, file, line, owner, member, descriptor, isStatic, hint);
  }
}
