package dev.weft.check.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/// The class path of the running JVM. Build tools hide it in the manifest of a jar made for the purpose: that is unfolded.
public final class ClassPath {
  private ClassPath() {}

  /// The class path, with the module path behind it: the explored program is loaded from the class path.
  public static String current() throws IOException {
    String separator = System.getProperty("path.separator");
    List<String> entries = new ArrayList<>();
    for (String property : List.of("surefire.test.class.path", "java.class.path", "jdk.module.path")) {
      String value = System.getProperty(property, "");
      for (String entry : value.split(separator)) {
        if (!entry.isEmpty() && !entries.contains(entry)) {
          entries.addAll(unfold(entry));
        }
      }
    }
    return String.join(separator, entries);
  }

  private static List<String> unfold(String entry) throws IOException {
    Path path = Path.of(entry);
    if (!entry.endsWith(".jar") || !Files.isRegularFile(path)) {
      return List.of(entry);
    }
    try (JarFile jar = new JarFile(path.toFile())) {
      Manifest manifest = jar.getManifest();
      String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (more == null || !String.valueOf(path.getFileName()).startsWith("surefire")) {
        return List.of(entry);
      }
      List<String> entries = new ArrayList<>();
      for (String url : more.trim().split("\\s+")) {
        entries.add(Path.of(path.toUri().resolve(url)).toString());
      }
      return entries;
    }
  }
}
