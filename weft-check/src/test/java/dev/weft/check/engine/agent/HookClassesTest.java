package dev.weft.check.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Hooks are called by name: a name that nothing has would only be noticed by the program that comes by.
class HookClassesTest {
  @Test
  void everyHookOfTheJdksDoorsIsThere() throws IOException {
    assertThat(missing(Doors.hooks())).isEmpty();
  }

  @Test
  void everyHookOfWeftsDoorsIsThere() throws IOException {
    assertThat(missing(KernelCode.hooks())).isEmpty();
  }

  private static Set<String> missing(Set<String> hooks) throws IOException {
    Set<String> missing = new TreeSet<>();
    for (String hook : hooks) {
      int dot = hook.indexOf('.');
      try (InputStream in = HookClassesTest.class.getClassLoader().getResourceAsStream(hook.substring(0, dot) + ".class")) {
        if (in == null || ClassFile.of().parse(in.readAllBytes()).methods().stream()
            .noneMatch(m -> hook.endsWith("." + m.methodName().stringValue() + m.methodType().stringValue()))) {
          missing.add(hook);
        }
      }
    }
    return missing;
  }
}
