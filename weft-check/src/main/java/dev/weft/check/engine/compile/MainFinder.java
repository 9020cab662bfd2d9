package dev.weft.check.engine.compile;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the class with main among freshly compiled classes: the one named as the file if there, as `java FILE.java` would.
final class MainFinder {
  private MainFinder() {}

  /// @return the class, or null if there is none
  static @Nullable String find(Path directory, String preferred) throws IOException {
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
    return found.isEmpty() ? null : found.getFirst();
  }
}
