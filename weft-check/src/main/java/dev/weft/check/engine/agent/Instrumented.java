package dev.weft.check.engine.agent;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Instrumented classes, for the next class loader that defines the same ones: besides the time, it keeps the numbers of their
/// sites.
final class Instrumented {
  private record Entry(byte[] original, byte[] result) {}

  private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();

  byte @Nullable [] find(String name, byte[] original) {
    Entry entry = entries.get(name);
    return entry != null && Arrays.equals(entry.original, original) ? entry.result : null;
  }

  void keep(String name, byte[] original, byte[] result) {
    entries.put(name, new Entry(original, result));
  }
}
