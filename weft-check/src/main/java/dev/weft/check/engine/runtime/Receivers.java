package dev.weft.check.engine.runtime;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What calling a method of a JDK object means for the schedule, by the object's class: the static type at the call site may
/// be just `Map` or `List`.
public final class Receivers {
  enum Role { NONE, SHARED, UNGUARDED, ITERATOR }

  /// Not thread-safe: calling a mutator is a write of the contents, anything else a read; races there are the program's.
  private static final Set<String> UNGUARDED = Set.of("java.util.ArrayList", "java.util.LinkedList", "java.util.HashMap",
      "java.util.LinkedHashMap", "java.util.TreeMap", "java.util.HashSet", "java.util.LinkedHashSet", "java.util.TreeSet",
      "java.util.ArrayDeque", "java.util.PriorityQueue", "java.util.IdentityHashMap", "java.util.WeakHashMap",
      "java.util.BitSet", "java.lang.StringBuilder", "java.text.SimpleDateFormat", "java.text.DecimalFormat",
      "java.util.GregorianCalendar", "java.util.EnumMap");

  /// Their methods are synchronized, all but these.
  private static final Set<String> SYNCHRONIZED = Set.of("java.util.Vector", "java.util.Stack", "java.util.Hashtable",
      "java.lang.StringBuffer");
  private static final Set<String> NOT_SYNCHRONIZED = Set.of("keySet", "values", "entrySet", "stream", "parallelStream",
      "spliterator", "elements", "reversed");

  private static final long NO_OUTER = -1;

  /// Where an inner object keeps the one that it belongs to.
  private static final ClassValue<Long> OUTER = new ClassValue<>() {
    @Override
    protected Long computeValue(Class<?> type) {
      Field field = FieldInfo.find(type, "this$0");
      return field == null ? NO_OUTER : Jdk.UNSAFE.objectFieldOffset(field.getDeclaringClass(), field.getName());
    }
  };

  private static final ClassValue<Role> ROLES = new ClassValue<>() {
    @Override
    protected Role computeValue(Class<?> type) {
      String name = jdkClass(type).getName();
      if (UNGUARDED.contains(name)) {
        return Role.UNGUARDED;
      }
      if (name.startsWith("java.util.") && Iterator.class.isAssignableFrom(type) && OUTER.get(type) != NO_OUTER) {
        return Role.ITERATOR;
      }
      boolean shared = name.startsWith("java.util.concurrent.") && !name.startsWith("java.util.concurrent.TimeUnit")
          || name.startsWith("java.util.Collections$Synchronized") || name.equals("java.util.Vector")
          || name.equals("java.util.Hashtable") || name.equals("java.util.Stack")
          || name.equals("java.lang.StringBuffer") || name.equals("java.util.Timer");
      return shared ? Role.SHARED : Role.NONE;
    }
  };

  private static final ClassValue<Boolean> LOCKING = new ClassValue<>() {
    @Override
    protected Boolean computeValue(Class<?> type) {
      return SYNCHRONIZED.contains(jdkClass(type).getName());
    }
  };

  /// The methods that classes of the program have themselves, by the names of both: of those classes that extend another.
  private static final Map<String, Set<String>> DECLARED = new HashMap<>();

  /// The methods that classes of the program between a receiver's class and the JDK's have themselves, by name.
  private static final ClassValue<Set<String>> OWN = new ClassValue<>() {
    @Override
    protected Set<String> computeValue(Class<?> type) {
      Set<String> names = new HashSet<>();
      for (Class<?> c = type; c != null && c.getClassLoader() != null; c = c.getSuperclass()) {
        names.addAll(declaredBy(c.getName()));
      }
      return names;
    }
  };

  private static final Set<String> READERS = Set.of("get", "getOrDefault", "size", "length", "isEmpty", "contains",
      "containsKey", "containsValue", "containsAll", "iterator", "listIterator", "descendingIterator", "forEach", "toString",
      "hashCode", "equals", "stream", "parallelStream", "spliterator", "indexOf", "lastIndexOf", "peek", "peekFirst",
      "peekLast", "element", "getFirst", "getLast", "first", "last", "firstKey", "lastKey", "floorKey", "ceilingKey",
      "firstEntry", "lastEntry", "keySet", "values", "entrySet", "toArray", "charAt", "substring", "subList", "clone",
      "floor", "ceiling", "higher", "lower", "higherKey", "lowerKey", "floorEntry", "ceilingEntry", "higherEntry", "lowerEntry",
      "headMap", "tailMap", "subMap", "headSet", "tailSet", "subSet", "descendingMap", "descendingSet", "descendingKeySet",
      "navigableKeySet", "sequencedKeySet", "sequencedValues", "sequencedEntrySet", "reversed", "comparator", "next", "hasNext",
      "previous", "hasPrevious", "nextIndex", "previousIndex", "forEachRemaining", "cardinality", "intersects", "nextSetBit",
      "nextClearBit", "previousSetBit", "previousClearBit", "toByteArray", "toLongArray", "subSequence", "chars", "codePoints",
      "codePointAt", "codePointBefore", "codePointCount", "offsetByCodePoints", "getChars", "capacity", "compareTo");

  /// What moves the entry that it finds to the end of a map in the order of access.
  private static final Set<String> MOVING = Set.of("get", "getOrDefault");

  private Receivers() {}

  /// Told by the agent.
  public static synchronized void declares(String type, Set<String> methods) {
    DECLARED.put(type, Set.copyOf(methods));
  }

  private static synchronized Set<String> declaredBy(String type) {
    return DECLARED.getOrDefault(type, Set.of());
  }

  /// The class itself or the first above it that is the JDK's.
  private static Class<?> jdkClass(Class<?> type) {
    Class<?> jdk = type;
    while (jdk.getClassLoader() != null) {
      jdk = jdk.getSuperclass();
    }
    return jdk;
  }

  /// True if a method of that name takes the real monitor of its receiver before anybody is asked.
  static boolean locksItself(Object receiver, String method) {
    return LOCKING.get(receiver.getClass()) && !NOT_SYNCHRONIZED.contains(method);
  }

  static Role of(Object receiver) {
    return ROLES.get(receiver.getClass());
  }

  /// The same for the call of a method. What the program's own methods call, they call themselves.
  static Role of(Object receiver, String method) {
    return hasOwn(receiver, method) ? Role.NONE : ROLES.get(receiver.getClass());
  }

  /// True if the method that is called on it by that name is the program's.
  static boolean hasOwn(Object receiver, String method) {
    Class<?> type = receiver.getClass();
    return type.getClassLoader() != null && OWN.get(type).contains(method);
  }

  /// What an iterator walks through: its outer object, if that is unguarded.
  static @Nullable Object walked(Object iterator) {
    long at = OUTER.get(iterator.getClass());
    Object outer = at == NO_OUTER ? null : Jdk.UNSAFE.getReference(iterator, at);
    return outer != null && of(outer) == Role.UNGUARDED ? outer : null;
  }

  /// True if the call changes the contents of an unguarded object, which is not always told by its name.
  static boolean changes(Object receiver, Site site) {
    return site.kind == Site.Kind.WRITE_CONTENTS
        || MOVING.contains(site.member) && receiver instanceof LinkedHashMap<?, ?> map && Jdk.isInAccessOrder(map);
  }

  /// True if a method of that name leaves the contents of an unguarded object alone.
  public static boolean reads(String method) {
    return READERS.contains(method);
  }
}
