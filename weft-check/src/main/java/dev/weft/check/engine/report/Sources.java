package dev.weft.check.engine.report;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Where source files are below a folder: class files know no more than their names, and code hosts want paths.
final class Sources {
  private static final int MOST = 50_000;
  private static final Set<String> SKIPPED = Set.of("target", "build", "out", "node_modules");
  private static final String SEVERAL = "";

  private final Map<String, String> paths = new HashMap<>();

  private Sources() {}

  static Sources below(Path folder) {
    Sources sources = new Sources();
    try {
      Files.walkFileTree(folder, sources.new Visitor(folder));
    } catch (IOException e) {
      sources.paths.clear(); // names do where there are no paths
    }
    return sources;
  }

  /// The path of the only file of that name, with slashes; else the name.
  String pathOf(String file) {
    String path = paths.getOrDefault(file, SEVERAL);
    return path.equals(SEVERAL) ? file : path;
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private int seen;

    Visitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = String.valueOf(folder.getFileName());
      return !folder.equals(root) && (name.startsWith(".") || SKIPPED.contains(name)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(".java")) {
        paths.merge(name, root.relativize(file).toString().replace('\\', '/'), (one, other) -> SEVERAL);
      }
      return ++seen < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) {
      return FileVisitResult.CONTINUE;
    }
  }
}
