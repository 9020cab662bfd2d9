package dev.weft.cli.run;

import dev.weft.cli.UsageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is to be run, as its name tells: `.java` is a source file, `.jar` an executable jar, all else a class. What can
/// be seen to be wrong before a JVM is started is said here.
sealed interface Program {
  /// A source file, alone or with others beside it.
  record Source(String file, @Nullable String classPath) implements Program {}

  /// A jar with a main class in its manifest.
  record Jar(String file) implements Program {}

  /// A class on the class path.
  record MainClass(String name, @Nullable String classPath) implements Program {}

  Pattern CLASS_NAME = Pattern.compile("[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}./]*");

  /// `classPath` null: none was given. `elsewhere`: options or variables that are the JVM's may name other places where
  /// classes are.
  static Program of(String what, @Nullable String classPath, boolean elsewhere) throws UsageException {
    if (what.endsWith(".java")) {
      readable(what);
      return new Source(what, classPath);
    }
    if (what.endsWith(".jar")) {
      readable(what);
      if (classPath != null) {
        throw new UsageException(
            "a jar brings its own class path in its manifest; leave --class-path out, or give the main class of "
                + what + " and put the jar on the class path");
      }
      checkManifest(what);
      return new Jar(what);
    }
    if (!CLASS_NAME.matcher(what).matches()) {
      throw new UsageException("'" + what + "' is neither FILE.java nor FILE.jar nor the name of a class");
    }
    if (!elsewhere) {
      findClass(what, classPath == null ? "." : classPath);
    }
    return new MainClass(what, classPath);
  }

  private static void readable(String file) throws UsageException {
    Path path;
    try {
      path = Path.of(file);
    } catch (InvalidPathException e) {
      throw new UsageException("'" + file + "' is no path: " + e.getReason());
    }
    if (!Files.exists(path)) {
      throw new UsageException("there is no file " + file + " in " + Path.of("").toAbsolutePath());
    }
    if (!Files.isRegularFile(path)) {
      throw new UsageException(file + " is not a file");
    }
    if (!Files.isReadable(path)) {
      throw new UsageException("no permission to read " + file);
    }
  }

  private static void checkManifest(String file) throws UsageException {
    try (JarFile jar = new JarFile(file)) {
      Manifest manifest = jar.getManifest();
      if (manifest == null || manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS) == null) {
        throw new UsageException(
            file + " has no Main-Class in its manifest; run one of its classes: --class-path " + file + " CLASS");
      }
    } catch (IOException e) {
      throw new UsageException(file + " is not a jar that can be read: " + e.getMessage());
    }
  }

  /// Says that a class is missing where that is certain: folders alone on the class path. The launcher says so for
  /// jars, which may name others in their manifests.
  private static void findClass(String name, String classPath) throws UsageException {
    List<String> places = List.of(classPath.split(Pattern.quote(File.pathSeparator), -1));
    String file = name.replace('.', '/') + ".class";
    for (String place : places) {
      if (!Files.isDirectory(Path.of(place)) || Files.exists(Path.of(place, file))) {
        return;
      }
    }
    throw new UsageException(
        "there is no class " + name + " in " + classPath + "; --class-path says where to look, a source file ends in .java");
  }
}
