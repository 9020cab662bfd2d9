package dev.weft.check.engine.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The classes of Weft's own library that have been loaded: their frames are not the program's.
public final class Library {
  private static final Set<String> CLASSES = ConcurrentHashMap.newKeySet();

  private Library() {}

  /// @param name with dots
  public static void add(String name) {
    CLASSES.add(name);
  }

  static boolean contains(String name) {
    return CLASSES.contains(name);
  }
}
