package dev.weft.check.engine.runtime;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names for objects in reports: the static field they were loaded from, what they call themselves, or their class and a
/// number. The same object keeps its name through a report. Only used between schedules: it may call user code.
public final class Labels {
  private static final int LONGEST = 48;
  private final IdentityHashMap<Object, String> names = new IdentityHashMap<>();
  private static final Pattern HASH = Pattern.compile("@[0-9a-f]+\\b");
  private final Map<String, Integer> hashes = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /// @param hint the field it was loaded from, as [Site#hint] has it
  public String of(@Nullable Object object, String hint) {
    if (object == null) {
      return hint.isEmpty() ? "nothing" : plain(hint);
    }
    return names.computeIfAbsent(object, o -> name(o, hint));
  }

  /// A text in which things without a name are called by the hash codes of their objects: numbered instead.
  String numbered(String text) {
    return HASH.matcher(text).replaceAll(found -> "#" + hashes.computeIfAbsent(found.group(), h -> hashes.size() + 1));
  }

  static String plain(String hint) {
    return hint.endsWith("#") ? hint.substring(0, hint.length() - 1) : hint;
  }

  private String name(Object object, String hint) {
    if (object instanceof String text) {
      return '"' + shorten(text) + '"';
    }
    if (object instanceof Class<?> type) {
      return type.getSimpleName() + ".class";
    }
    if (object instanceof Initialisers.Lock lock) {
      return lock.toString();
    }
    if (object instanceof Thread thread) {
      return "thread " + Printable.name(thread.getName());
    }
    if (!hint.isEmpty() && !hint.endsWith("#")) {
      return hint;
    }
    String own = ownName(object);
    if (own != null) {
      return own;
    }
    Class<?> type = object.getClass();
    String base = !hint.isEmpty() ? plain(hint)
        : type.getSimpleName().isEmpty() ? type.getName().substring(type.getName().lastIndexOf('.') + 1)
        : type.getSimpleName();
    return base + "#" + numbers.merge(base, 1, Integer::sum);
  }

  /// What `toString` says, if an application class (a record, say) defines it.
  private static @Nullable String ownName(Object object) {
    try {
      Class<?> declaring = object.getClass().getMethod("toString").getDeclaringClass();
      if (declaring.getClassLoader() == null) {
        return null;
      }
      String text = object.toString();
      return text == null || text.isBlank() || text.length() > LONGEST || text.contains("\n") ? null : text;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
