package dev.weft.check.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.reflect.AccessFlag;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KernelCodeTest {
  /// A door that Weft no longer has would stay silent: operations would run without a point, or order nothing.
  @Test
  void everyDoorIsAMethodOfWefts() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (String door : KernelCode.doors()) {
      int dot = door.indexOf('.');
      if (!hasMethod(door.substring(0, dot), door.substring(dot + 1))) {
        missing.add(door);
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean hasMethod(String type, String method) throws IOException {
    try (InputStream in = KernelCodeTest.class.getClassLoader().getResourceAsStream(type + ".class")) {
      return in != null && ClassFile.of().parse(in.readAllBytes()).methods().stream()
          .anyMatch(m -> m.methodName().equalsString(method) && m.code().isPresent()
              && !m.flags().has(AccessFlag.SYNCHRONIZED)); // such a method begins with its lock, and has no other hook
    }
  }
}
