package dev.weft.check.launch;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A program as the command line names it (`FILE.java`, `FILE.jar`, a class), made ready to be loaded.
///
/// @param mainClass its class with main
/// @param classPath where its classes are
/// @param name      short, for the names of replay files
public record Program(String mainClass, String classPath, String name) {
  /// The program cannot be made ready; the message is for the user.
  public static final class NotUsable extends Exception {
    private static final long serialVersionUID = 1;

    public NotUsable(String message) {
      super(message);
    }
  }

  /// @param what      as the user wrote it
  /// @param classPath of the user, or empty
  /// @param scratch   a directory for compiled classes
  /// @throws NotUsable if the file is not there, does not compile, or has no main class
  public static Program of(String what, String classPath, Path scratch) throws NotUsable, IOException {
    if (what.endsWith(".java")) {
      return compile(Path.of(what), WeftLibrary.after(classPath), scratch);
    }
    if (what.endsWith(".jar")) {
      return jar(Path.of(what), WeftLibrary.after(classPath));
    }
    return new Program(what, WeftLibrary.after(classPath.isEmpty() ? "." : classPath), what.substring(what.lastIndexOf('.') + 1));
  }

  private static Program jar(Path file, String classPath) throws NotUsable, IOException {
    if (!Files.isRegularFile(file)) {
      throw new NotUsable("there is no file " + file);
    }
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      String main = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      if (main == null) {
        throw new NotUsable(file + " names no Main-Class: give --class-path " + file + " and the class");
      }
      String name = String.valueOf(file.getFileName()).replaceAll("\\.jar$", "");
      return new Program(main, join(file.toString(), classPath), name);
    }
  }

  private static String join(String first, String rest) {
    return rest.isEmpty() ? first : first + System.getProperty("path.separator") + rest;
  }

  private static Program compile(Path source, String classPath, Path scratch) throws NotUsable, IOException {
    if (!Files.isRegularFile(source)) {
      throw new NotUsable("there is no file " + source);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new NotUsable("this Java has no compiler: compile " + source + " yourself, or use a JDK");
    }
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<String> options = new ArrayList<>(List.of("-g", "-nowarn", "-proc:none", "-d", scratch.toString()));
    if (!classPath.isEmpty()) {
      options.addAll(List.of("-cp", classPath));
    }
    try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
      StringWriter other = new StringWriter();
      if (!compiler.getTask(other, files, problems, options, null, files.getJavaFileObjects(source)).call()) {
        StringBuilder text = new StringBuilder(source + " does not compile:");
        for (Diagnostic<? extends JavaFileObject> problem : problems.getDiagnostics()) {
          if (problem.getKind() == Diagnostic.Kind.ERROR) {
            text.append(System.lineSeparator()).append("  line ").append(problem.getLineNumber()).append(": ")
                .append(problem.getMessage(Locale.ROOT).replace("\n", "\n  "));
          }
        }
        throw new NotUsable(text.append(other).toString());
      }
    }
    String name = String.valueOf(source.getFileName()).replaceAll("\\.java$", "");
    return new Program(MainFinder.find(scratch, name), join(scratch.toString(), classPath), name);
  }
}
