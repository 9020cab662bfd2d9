package dev.weft.check.launch;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/// The class path of the running JVM, or of a class in it. Build tools hide it in the manifest of a jar made for the purpose, which is
/// unfolded, or load the tests by a class loader of their own, which is asked.
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

  /// Where the classes that the given one can see come from: what its class loader and the parents of that say, then [#current].
  public static String of(Class<?> type) throws IOException {
    Set<String> entries = new LinkedHashSet<>();
    addOrigin(type, entries);
    for (ClassLoader loader = type.getClassLoader(); loader != null; loader = loader.getParent()) {
      if (loader instanceof URLClassLoader urls) {
        for (URL url : urls.getURLs()) {
          add(url, entries);
        }
      }
    }
    addOrigin(ClassPath.class, entries);
    for (String entry : current().split(File.pathSeparator)) {
      entries.add(entry);
    }
    return String.join(File.pathSeparator, entries);
  }

  private static void addOrigin(Class<?> type, Set<String> entries) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source != null && source.getLocation() != null) {
      add(source.getLocation(), entries);
    }
  }

  private static void add(URL url, Set<String> entries) {
    if (url.getProtocol().equals("file")) {
      try {
        entries.add(Path.of(url.toURI()).toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException("a class loader names a place that is none: " + url, e);
      }
    }
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
