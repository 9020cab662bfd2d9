package dev.weft.check.engine.compile;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Compiles one source file, and what it needs of others, in a JVM of its own: that starts with an archive of the compiler's classes, and beside the JVM that
/// explores.
///
/// Arguments: the file, the class path, the folder for classes, options of the compiler. It answers on standard output: [#MAIN] and the class with main, or
/// what is wrong.
public final class CompileMain {
  /// Begins the answer if all is well; otherwise the answer is a message for the user.
  public static final String MAIN = "main ";

  private static final Pattern PACKAGE = Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

  private CompileMain() {}

  public static void main(String[] arguments) throws IOException {
    String answer = compile(Path.of(arguments[0]), arguments[1], Path.of(arguments[2]), List.of(arguments).subList(3, arguments.length));
    try (PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8)) {
      out.print(answer);
    }
  }

  private static String compile(Path source, String classPath, Path folder, List<String> further) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      return "this Java has no compiler: compile " + source + " yourself, or use a JDK";
    }
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<String> options = new ArrayList<>(List.of("-g", "-nowarn", "-proc:none", "-d", folder.toString()));
    options.addAll(further);
    if (!classPath.isEmpty()) {
      options.addAll(List.of("-cp", classPath));
    }
    Path root = root(source);
    if (root != null) {
      options.addAll(List.of("-sourcepath", root + File.pathSeparator + (classPath.isEmpty() ? "." : classPath)));
    }
    try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
      StringWriter other = new StringWriter();
      if (!compiler.getTask(other, new Moduleless(files), problems, options, null, files.getJavaFileObjects(source)).call()) {
        return problems(source, problems) + other;
      }
    }
    String name = String.valueOf(source.getFileName()).replaceAll("\\.java$", "");
    String main = MainFinder.find(folder, name);
    return main == null ? name + ".java has no main method" : MAIN + main;
  }

  /// Sees no module beside the source: the program runs on the class path, where its module's dependencies are, too.
  private static final class Moduleless extends ForwardingJavaFileManager<StandardJavaFileManager> {
    Moduleless(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public @Nullable JavaFileObject getJavaFileForInput(Location location, String name, JavaFileObject.Kind kind) throws IOException {
      return location == StandardLocation.SOURCE_PATH && name.equals("module-info") ? null : super.getJavaFileForInput(location, name, kind);
    }
  }

  /// The folder in which the source's package begins: classes in other files of the program are looked for there, as by `java FILE.java`.
  /// Null if the file is not where its package says.
  private static @Nullable Path root(Path source) throws IOException {
    if (!Files.isRegularFile(source)) {
      return null;
    }
    Matcher named = PACKAGE.matcher(Files.readString(source, StandardCharsets.ISO_8859_1));
    Path root = source.toAbsolutePath().normalize().getParent();
    String[] parts = named.find() ? named.group(1).split("\\.", -1) : new String[0];
    for (int i = parts.length - 1; i >= 0 && root != null; i--) {
      root = root.endsWith(parts[i]) ? root.getParent() : null;
    }
    return root;
  }

  private static String problems(Path source, DiagnosticCollector<JavaFileObject> problems) {
    StringBuilder text = new StringBuilder(source + " does not compile:");
    for (Diagnostic<? extends JavaFileObject> problem : problems.getDiagnostics()) {
      if (problem.getKind() == Diagnostic.Kind.ERROR) {
        JavaFileObject file = problem.getSource();
        boolean elsewhere = file != null && !file.getName().endsWith(String.valueOf(source.getFileName()));
        text.append(System.lineSeparator()).append(elsewhere ? "  " + file.getName() + ", line " : "  line ").append(problem.getLineNumber()).append(": ")
            .append(problem.getMessage(Locale.ROOT).replace("\n", "\n  "));
      }
    }
    return text.toString();
  }
}
