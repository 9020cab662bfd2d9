package dev.weft.check.engine.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.FieldModel;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which fields of a class are volatile; read from its class file, without loading it.
final class Volatiles {
  private static final Map<String, Set<String>> KNOWN = new ConcurrentHashMap<>();
  private final ClassLoader loader;

  Volatiles(ClassLoader loader) {
    this.loader = loader;
  }

  /// @param owner as in class files, with slashes
  boolean contains(String owner, String field) {
    Set<String> known = KNOWN.get(owner);
    if (known == null) {
      known = read(owner);
      KNOWN.put(owner, known);
    }
    return known.contains(field);
  }

  private Set<String> read(String owner) {
    Set<String> found = new HashSet<>();
    try (InputStream in = loader.getResourceAsStream(owner + ".class")) {
      if (in == null) {
        throw new IllegalStateException("there is no class file of " + owner);
      }
      for (FieldModel field : ClassFile.of().parse(in.readAllBytes()).fields()) {
        if ((field.flags().flagsMask() & ClassFile.ACC_VOLATILE) != 0) {
          found.add(field.fieldName().stringValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class file of " + owner, e);
    }
    return found;
  }
}
