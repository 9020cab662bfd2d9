package dev.weft.check.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/// The checker's runtime as a jar of its own: the engine must be loaded by the boot loader and be an agent, while the rest of
/// Weft, and whatever is packed into one jar with it, must not.
///
/// It is cut out of wherever this class came from (a jar, a directory of classes) once per build of it, and kept in the
/// user's directory of temporary files.
final class RuntimeJar {
  private static final String ENGINE = "dev/weft/check/engine/";
  private static @Nullable Path known;

  private RuntimeJar() {}

  /// Where a class file is read from.
  private interface Content {
    InputStream open() throws IOException;
  }

  /// A class file: what tells this build of it from others, and where it is.
  private record Part(String build, Content content) {}

  static synchronized Path path() throws IOException {
    Path path = known;
    if (path == null) {
      path = find();
      known = path;
    }
    return path;
  }

  private static Path find() throws IOException {
    try {
      Path origin = Path.of(RuntimeJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(origin)) {
        return cut(classes(origin));
      }
      try (JarFile jar = new JarFile(origin.toFile())) {
        return cut(classes(jar));
      }
    } catch (URISyntaxException e) {
      throw new IOException("cannot tell where the checker was loaded from", e);
    }
  }

  private static TreeMap<String, Part> classes(Path folder) throws IOException {
    TreeMap<String, Part> parts = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder.resolve(ENGINE))) {
      for (Path path : found.filter(p -> p.toString().endsWith(".class")).toList()) {
        parts.put(folder.relativize(path).toString().replace('\\', '/'),
            new Part(Files.size(path) + " " + Files.getLastModifiedTime(path).toMillis(), () -> Files.newInputStream(path)));
      }
    }
    return parts;
  }

  private static TreeMap<String, Part> classes(JarFile jar) {
    TreeMap<String, Part> parts = new TreeMap<>();
    jar.stream().filter(entry -> entry.getName().startsWith(ENGINE) && entry.getName().endsWith(".class"))
        .forEach(entry -> parts.put(entry.getName(), part(jar, entry)));
    return parts;
  }

  private static Part part(JarFile jar, JarEntry entry) {
    return new Part(Long.toHexString(entry.getCrc()), () -> jar.getInputStream(entry));
  }

  private static Path cut(TreeMap<String, Part> classes) throws IOException {
    CRC32 sum = new CRC32();
    classes.forEach((name, part) -> sum.update((name + part.build).getBytes(StandardCharsets.UTF_8)));
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "weft-check-" + System.getProperty("user.name"));
    Path jar = folder.resolve("runtime-" + Long.toHexString(sum.getValue()) + ".jar");
    if (!Files.exists(jar)) {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "runtime", ".jar");
      write(classes, fresh);
      Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return jar;
  }

  private static void write(Map<String, Part> classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", "dev.weft.check.engine.agent.Agent");
    main.putValue("Can-Retransform-Classes", "true");
    try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.setLevel(Deflater.BEST_SPEED);
      for (Map.Entry<String, Part> part : classes.entrySet()) {
        out.putNextEntry(new ZipEntry(part.getKey()));
        try (InputStream in = part.getValue().content().open()) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
  }
}
