package programs;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.schedule.Schedulers;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;

/// Runs a fiber where `java.lang` is open, but is not what Weft knows. With the name of an error: one of the classes that Weft has there does
/// not find its fields, and throws it. Without: the JVM itself is another one.
public final class OtherJdk {
  private OtherJdk() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      define(ClassDesc.of(arguments[0]));
    }
    try (var scope = Scope.open()) {
      Fiber<Integer> fiber = scope.fork(() -> 7);
      System.out.println(fiber.join());
    }
    try {
      Schedulers.workStealing();
    } catch (UnsupportedOperationException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void define(ClassDesc error) throws IllegalAccessException {
    byte[] code =
        ClassFile.of()
            .build(
                ClassDesc.of("java.lang.FiberStates"),
                type ->
                    type.withMethodBody(
                        ConstantDescs.CLASS_INIT_NAME,
                        ConstantDescs.MTD_void,
                        ClassFile.ACC_STATIC,
                        body ->
                            body.new_(error)
                                .dup()
                                .invokespecial(error, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                .athrow()));
    MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup()).defineClass(code);
  }
}
