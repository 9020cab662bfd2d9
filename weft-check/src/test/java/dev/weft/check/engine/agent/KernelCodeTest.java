package dev.weft.check.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
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

  /// Jumps behind a return at its beginning, which nobody would reach, would have no frames.
  @Test
  void ofWhatIsLeftOutNothingStays() {
    ClassDesc type = ClassDesc.of("dev.weft.internal.fiber.GraceWatch");
    byte[] jumping = ClassFile.of().build(type, builder -> builder.withMethodBody("start", ConstantDescs.MTD_void, 0,
        code -> code.aload(0).ifThenElse(Opcode.IFNULL, CodeBuilder::nop, CodeBuilder::nop).return_()));
    byte[] result = new AppInstrumenter("dev/weft/internal/fiber/GraceWatch", KernelCodeTest.class.getClassLoader()).instrument(jumping);
    CodeModel start = ClassFile.of().parse(result).methods().stream().filter(m -> m.methodName().equalsString("start"))
        .findFirst().flatMap(MethodModel::code).orElseThrow();
    assertThat(start.elementStream().filter(Instruction.class::isInstance).map(each -> ((Instruction) each).opcode()))
        .containsExactly(Opcode.RETURN);
    assertThat(ClassFile.of().verify(result)).isEmpty();
  }

  private static boolean hasMethod(String type, String method) throws IOException {
    try (InputStream in = KernelCodeTest.class.getClassLoader().getResourceAsStream(type + ".class")) {
      return in != null && ClassFile.of().parse(in.readAllBytes()).methods().stream()
          .anyMatch(m -> m.methodName().equalsString(method) && m.code().isPresent()
              && !m.flags().has(AccessFlag.SYNCHRONIZED)); // such a method begins with its lock, and has no other hook
    }
  }
}
