package dev.weft.check.engine.compile;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles one source file, in a JVM of its own: that starts with an archive of the compiler's classes, and beside the JVM that
/// explores.
///
/// Arguments: the file, the class path, the folder for classes. It answers on standard output: [#MAIN] and the class with main, or
/// what is wrong.
public final class CompileMain {
  /// Begins the answer if all is well; otherwise the answer is a message for the user.
  public static final String MAIN = "main ";

  private CompileMain() {}

  public static void main(String[] arguments) throws IOException {
    String answer = compile(Path.of(arguments[0]), arguments[1], Path.of(arguments[2]));
    try (PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8)) {
      out.print(answer);
    }
  }

  private static String compile(Path source, String classPath, Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      return "this Java has no compiler: compile " + source + " yourself, or use a JDK";
    }
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<String> options = new ArrayList<>(List.of("-g", "-nowarn", "-proc:none", "-d", folder.toString()));
    if (!classPath.isEmpty()) {
      options.addAll(List.of("-cp", classPath));
    }
    try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
      StringWriter other = new StringWriter();
      if (!compiler.getTask(other, files, problems, options, null, files.getJavaFileObjects(source)).call()) {
        return problems(source, problems) + other;
      }
    }
    String name = String.valueOf(source.getFileName()).replaceAll("\\.java$", "");
    String main = MainFinder.find(folder, name);
    return main == null ? name + ".java has no main method" : MAIN + main;
  }

  private static String problems(Path source, DiagnosticCollector<JavaFileObject> problems) {
    StringBuilder text = new StringBuilder(source + " does not compile:");
    for (Diagnostic<? extends JavaFileObject> problem : problems.getDiagnostics()) {
      if (problem.getKind() == Diagnostic.Kind.ERROR) {
        text.append(System.lineSeparator()).append("  line ").append(problem.getLineNumber()).append(": ")
            .append(problem.getMessage(Locale.ROOT).replace("\n", "\n  "));
      }
    }
    return text.toString();
  }
}
