package dev.weft.check.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every public method of the unguarded classes is one that reads or one that is listed here: what a JDK adds must be looked at.
class ReceiversTest {
  private static final Set<String> CHANGING = Set.of("add", "addAll", "addFirst", "addLast", "and", "andNot", "append",
      "appendCodePoint", "clear", "compute", "computeIfAbsent", "computeIfPresent", "delete", "deleteCharAt", "ensureCapacity", "flip",
      "insert", "merge", "offer", "offerFirst", "offerLast", "or", "poll", "pollFirst", "pollFirstEntry", "pollLast", "pollLastEntry",
      "pop", "push", "put", "putAll", "putFirst", "putIfAbsent", "putLast", "remove", "removeAll", "removeFirst",
      "removeFirstOccurrence", "removeIf", "removeLast", "removeLastOccurrence", "repeat", "replace", "replaceAll", "retainAll",
      "reverse", "set", "setCharAt", "setLength", "sort", "trimToSize", "xor");

  @ParameterizedTest
  @ValueSource(classes = {ArrayDeque.class, ArrayList.class, BitSet.class, EnumMap.class, HashMap.class, HashSet.class,
      IdentityHashMap.class, LinkedHashMap.class, LinkedHashSet.class, LinkedList.class, ListIterator.class, PriorityQueue.class,
      StringBuilder.class, TreeMap.class, TreeSet.class, WeakHashMap.class})
  void eachMethodReadsOrChanges(Class<?> type) {
    List<String> wrong = new ArrayList<>();
    for (Method method : type.getMethods()) {
      String name = method.getName();
      if (!Modifier.isStatic(method.getModifiers()) && method.getDeclaringClass() != Object.class
          && Receivers.reads(name) == CHANGING.contains(name)) {
        wrong.add(name);
      }
    }
    assertThat(wrong).isEmpty();
  }
}
