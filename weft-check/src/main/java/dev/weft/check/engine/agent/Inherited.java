package dev.weft.check.engine.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a method comes from that is called on a class of the program: `cache.put(...)` on a `Cache extends HashMap` that does not
/// have a `put` of its own is a call of `HashMap.put`. Read from class files, without loading anything.
final class Inherited {
  private static final String OBJECT = "java/lang/Object";

  /// A class of the program.
  ///
  /// @param methods that it has itself, by name and descriptor
  private record Type(String superclass, List<String> interfaces, Set<String> methods) {}

  private static final Map<String, Optional<Type>> KNOWN = new HashMap<>();
  private final ClassLoader loader;

  Inherited(ClassLoader loader) {
    this.loader = loader;
  }

  /// The class of the JDK that the method is inherited from, as far as can be seen; the given class if it is the program's own method.
  ///
  /// @param owner as in class files, with slashes
  String origin(String owner, String signature) {
    String found = find(owner, signature);
    return found == null ? owner : found;
  }

  /// Null if a class of the program has the method, or nothing is known.
  private @Nullable String find(String owner, String signature) {
    if (Agent.isPlatform(owner)) {
      return owner;
    }
    Type type = owner.startsWith("[") || WeftClasses.isLibrary(owner) ? null : read(owner);
    if (type == null || type.methods().contains(signature)) {
      return null;
    }
    String above = find(type.superclass(), signature);
    if (above == null || !above.equals(OBJECT)) {
      return above;
    }
    for (String name : type.interfaces()) {
      String from = find(name, signature);
      if (from != null && !from.equals(OBJECT)) {
        return from;
      }
    }
    return above;
  }

  private @Nullable Type read(String name) {
    synchronized (KNOWN) {
      return KNOWN.computeIfAbsent(name, n -> Optional.ofNullable(parse(n))).orElse(null);
    }
  }

  private @Nullable Type parse(String name) {
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      if (in == null) {
        return null; // made while the program runs
      }
      ClassModel model = ClassFile.of().parse(in.readAllBytes());
      Set<String> methods = new HashSet<>();
      for (MethodModel method : model.methods()) {
        methods.add(method.methodName().stringValue() + method.methodType().stringValue());
      }
      return new Type(model.superclass().map(ClassEntry::asInternalName).orElse(OBJECT),
          model.interfaces().stream().map(ClassEntry::asInternalName).toList(), methods);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class file of " + name, e);
    }
  }
}
