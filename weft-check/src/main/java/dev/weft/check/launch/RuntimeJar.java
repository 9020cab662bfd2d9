package dev.weft.check.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/// The checker's runtime as a jar of its own: the engine must be loaded by the boot loader and be an agent, while the rest of
/// Weft, and whatever is packed into one jar with it, must not.
///
/// It is cut out of wherever this class came from (a jar, a directory of classes) once per build of it, and kept in the
/// user's directory of temporary files.
final class RuntimeJar {
  private static final String ENGINE = "dev/weft/check/engine/";

  private RuntimeJar() {}

  static Path path() throws IOException {
    try {
      Path origin = Path.of(RuntimeJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(origin)) {
        return cut(origin);
      }
      try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + origin.toUri()), Map.of())) {
        return cut(zip.getPath("/"));
      }
    } catch (URISyntaxException e) {
      throw new IOException("cannot tell where the checker was loaded from", e);
    }
  }

  private static Path cut(Path root) throws IOException {
    List<Path> classes;
    try (Stream<Path> found = Files.walk(root.resolve(ENGINE))) {
      classes = found.filter(p -> p.toString().endsWith(".class")).sorted().toList();
    }
    CRC32 sum = new CRC32();
    for (Path path : classes) {
      sum.update((path.toString() + Files.size(path) + Files.getLastModifiedTime(path).toMillis()).getBytes("UTF-8"));
    }
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "weft-check-" + System.getProperty("user.name"));
    Path jar = folder.resolve("runtime-" + Long.toHexString(sum.getValue()) + ".jar");
    if (!Files.exists(jar)) {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "runtime", ".jar");
      write(root, classes, fresh);
      Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return jar;
  }

  private static void write(Path root, List<Path> classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", "dev.weft.check.engine.agent.Agent");
    main.putValue("Can-Retransform-Classes", "true");
    try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.setLevel(Deflater.BEST_SPEED);
      for (Path path : classes) {
        out.putNextEntry(new ZipEntry(root.relativize(path).toString().replace('\\', '/')));
        try (InputStream in = Files.newInputStream(path)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
