import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import org.jetbrains.lincheck.Lincheck;

/// Gives one program's `main` to Lincheck: `LincheckPeer INVOCATIONS CLASS [ARGUMENT...]`.
///
/// Lincheck follows ordinary calls, but not reflection, and the class of a compact source file has no name that other
/// sources may use. So the call of `main` is written as a class of its own, with the Class-File API. The last line
/// printed is `clean`, or `bug` and its kind, and the seconds that it took.
public final class LincheckPeer {
  private static final ClassDesc STRINGS = CD_String.arrayType();

  private LincheckPeer() {}

  public static void main(String[] args) throws Exception {
    int invocations = Integer.parseInt(args[0]);
    Runnable program = call(args[1], Arrays.copyOfRange(args, 2, args.length));
    long start = System.nanoTime();
    String says;
    try {
      Lincheck.runConcurrentTest(invocations, program);
      says = "clean";
    } catch (Throwable failure) {
      String message = String.valueOf(failure.getMessage());
      System.out.println(message);
      says = "bug " + kind(message);
    }
    System.out.printf(Locale.ROOT, "%n%s %.3f%n", says, (System.nanoTime() - start) / 1e9);
    System.out.flush();
    // Threads that Lincheck left hanging would keep this JVM alive.
    Runtime.getRuntime().halt(0);
  }

  private static String kind(String message) {
    if (message.contains("has hung") || message.contains("deadlock") || message.contains("active lock")) {
      return "deadlock";
    }
    if (message.contains("AssertionError")) {
      return "assertion";
    }
    return message.contains("Exception") || message.contains("Error") ? "exception" : "unknown";
  }

  /// A class with a method `run` that calls `main` of the program, on a new instance where it is no static method.
  private static Runnable call(String name, String[] arguments) throws Exception {
    Class<?> program = Class.forName(name, false, LincheckPeer.class.getClassLoader());
    Method main = Arrays.stream(program.getDeclaredMethods()).filter(each -> each.getName().equals("main")).findFirst()
        .orElseThrow(() -> new NoSuchMethodException(name + " has no main"));
    ClassDesc self = ClassDesc.of("LincheckCall");
    ClassDesc target = ClassDesc.of(name);
    byte[] bytes =
        ClassFile.of()
            .build(
                self,
                type -> {
                  type.withFlags(Modifier.PUBLIC | Modifier.FINAL);
                  type.withInterfaceSymbols(ClassDesc.of("java.lang.Runnable"));
                  type.withField("arguments", STRINGS, Modifier.PRIVATE | Modifier.FINAL);
                  type.withMethodBody("<init>", MethodTypeDesc.of(CD_void, STRINGS), Modifier.PUBLIC,
                      code -> code.aload(0).invokespecial(CD_Object, "<init>", MethodTypeDesc.of(CD_void))
                          .aload(0).aload(1).putfield(self, "arguments", STRINGS).return_());
                  type.withMethodBody("run", MethodTypeDesc.of(CD_void), Modifier.PUBLIC,
                      code -> callMain(code, self, target, main));
                });
    Class<?> made = MethodHandles.lookup().defineClass(bytes);
    return (Runnable) made.getConstructor(String[].class).newInstance((Object) arguments);
  }

  private static void callMain(CodeBuilder code, ClassDesc self, ClassDesc target, Method main) {
    boolean takes = main.getParameterCount() == 1;
    MethodTypeDesc type = takes ? MethodTypeDesc.of(CD_void, STRINGS) : MethodTypeDesc.of(CD_void);
    boolean isStatic = Modifier.isStatic(main.getModifiers());
    if (!isStatic) {
      code.new_(target).dup().invokespecial(target, "<init>", MethodTypeDesc.of(CD_void));
    }
    if (takes) {
      code.aload(0).getfield(self, "arguments", STRINGS);
    }
    if (isStatic) {
      code.invokestatic(target, "main", type);
    } else {
      code.invokevirtual(target, "main", type);
    }
    code.return_();
  }
}
