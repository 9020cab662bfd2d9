package dev.weft.check.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// A program as the command line names it (`FILE.java`, `FILE.jar`, a class), made ready to be loaded. A source file is compiled while
/// the caller goes on: where its classes will be is known before.
public final class Program implements AutoCloseable {
  /// The program cannot be made ready; the message is for the user.
  public static final class NotUsable extends Exception {
    private static final long serialVersionUID = 1;

    public NotUsable(String message) {
      super(message);
    }
  }

  private final String mainClass;
  private final String classPath;
  private final String name;
  private final @Nullable Compilation compilation;

  private Program(String mainClass, String classPath, String name, @Nullable Compilation compilation) {
    this.mainClass = mainClass;
    this.classPath = classPath;
    this.name = name;
    this.compilation = compilation;
  }

  /// @param what      as the user wrote it
  /// @param classPath of the user, or empty
  /// @param jvmOptions of the user; the compiler must know some of them
  /// @param scratch   a directory for compiled classes
  /// @throws NotUsable if the file is not there or is no program
  public static Program of(String what, String classPath, List<String> jvmOptions, Path scratch) throws NotUsable, IOException {
    if (what.endsWith(".java")) {
      return compile(Path.of(what), WeftLibrary.after(classPath), jvmOptions, scratch);
    }
    if (what.endsWith(".jar")) {
      return jar(Path.of(what), WeftLibrary.after(classPath));
    }
    return new Program(what, WeftLibrary.after(classPath.isEmpty() ? "." : classPath), what.substring(what.lastIndexOf('.') + 1),
        null);
  }

  /// Where its classes are, or will be.
  public String classPath() {
    return classPath;
  }

  /// Short, for the names of replay files.
  public String name() {
    return name;
  }

  /// Its class with main. Waits for the compiler.
  ///
  /// @throws NotUsable if it does not compile or has no main class
  public String mainClass() throws NotUsable, IOException {
    return compilation == null ? mainClass : compilation.mainClass();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (compilation != null) {
      compilation.close();
    }
  }

  private static Program jar(Path file, String classPath) throws NotUsable {
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
      return new Program(main, join(file.toString(), classPath), name, null);
    } catch (IOException e) {
      throw new NotUsable(file + " is not a jar that can be read: " + e.getMessage());
    }
  }

  private static String join(String first, String rest) {
    return rest.isEmpty() ? first : first + System.getProperty("path.separator") + rest;
  }

  private static Program compile(Path source, String classPath, List<String> jvmOptions, Path scratch) throws NotUsable, IOException {
    if (!Files.isRegularFile(source)) {
      throw new NotUsable("there is no file " + source);
    }
    String name = String.valueOf(source.getFileName()).replaceAll("\\.java$", "");
    return new Program("", join(scratch.toString(), classPath), name, Compilation.start(source, classPath, jvmOptions, scratch));
  }
}
