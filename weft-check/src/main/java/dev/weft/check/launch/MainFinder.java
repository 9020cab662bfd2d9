package dev.weft.check.launch;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Finds the class with main among freshly compiled classes: the one named as the file if there, as `java FILE.java` would.
final class MainFinder {
  private MainFinder() {}

  static String find(Path directory, String preferred) throws IOException, Program.NotUsable {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        ClassModel model = ClassFile.of().parse(file);
        boolean main = model.methods().stream().anyMatch(m -> m.methodName().equalsString("main")
            && (m.methodType().equalsString("([Ljava/lang/String;)V") || m.methodType().equalsString("()V")));
        if (main) {
          found.add(model.thisClass().asInternalName().replace('/', '.'));
        }
      }
    }
    for (String name : found) {
      if (name.equals(preferred) || name.endsWith("." + preferred)) {
        return name;
      }
    }
    if (found.isEmpty()) {
      throw new Program.NotUsable(preferred + ".java has no main method");
    }
    return found.getFirst();
  }
}
