package dev.weft.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Where peers that have been built are kept: one folder for each version of a peer's sources and tools.
///
/// A folder is complete when it has the file `built`; anything else is thrown away and made anew. A lock file beside
/// it keeps two processes from building the same peer at once.
final class PeerCache {
  private static final String SOURCES = "/dev/weft/bench/peers/";
  private static final String BUILT = "built";

  private final Path root;

  PeerCache(Path root) {
    this.root = root;
  }

  /// `$XDG_CACHE_HOME/weft/bench`, or `~/.cache/weft/bench`.
  static PeerCache ofUser() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg != null && Path.of(xdg).isAbsolute() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
    return new PeerCache(caches.resolve("weft").resolve("bench"));
  }

  /// Turns the extracted sources of a peer, in its folder, into something that can be started.
  interface Build {
    void in(Path folder) throws MissingToolchainException, InterruptedException, IOException;
  }

  /// The folder of a peer, built by now.
  ///
  /// @param peer the name of its folder of sources
  /// @param inputs what else the build depends on, such as the version of a compiler
  Path built(String peer, List<String> inputs, Build build) throws MissingToolchainException, InterruptedException {
    try {
      SortedMap<String, byte[]> sources = sources(peer);
      Path folder = root.resolve(peer + "-" + fingerprint(sources, inputs));
      Files.createDirectories(root);
      try (var lock = FileChannel.open(
          root.resolve(folder.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock.lock();
        if (!Files.exists(folder.resolve(BUILT))) {
          delete(folder);
          extract(sources, folder);
          build.in(folder);
          Files.createFile(folder.resolve(BUILT));
        }
      }
      return folder;
    } catch (IOException e) {
      throw new MissingToolchainException("cannot build it under " + root + ": " + e);
    }
  }

  /// The files of a peer's folder of sources, by their path within it.
  static SortedMap<String, byte[]> sources(String peer) throws IOException {
    URL url = PeerCache.class.getResource(SOURCES + peer);
    if (url == null) {
      throw new IOException("the sources of the peer \"" + peer + "\" are not in this build of Weft");
    }
    try {
      URI uri = url.toURI();
      if (!uri.getScheme().equals("jar")) {
        return read(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return read(jar.getPath(SOURCES + peer));
      }
    } catch (URISyntaxException e) {
      throw new IOException("strange address of the sources: " + url, e);
    }
  }

  private static SortedMap<String, byte[]> read(Path folder) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    return files;
  }

  private static String fingerprint(SortedMap<String, byte[]> sources, List<String> inputs) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String input : inputs) {
        digest.update(bytes(input));
      }
      sources.forEach(
          (name, content) -> {
            digest.update(bytes(name));
            digest.update(content);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return (text + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private static void extract(SortedMap<String, byte[]> sources, Path folder) throws IOException {
    for (var file : sources.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(PeerCache::deleteOne);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
