package dev.weft.check.engine.explore;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The methods of a test class that JUnit would call, and in which order: those of superclasses too, unless a class below has overridden
/// them.
final class Lifecycle {
  private static final List<String> TESTS = List.of("org.junit.jupiter.api.Test", "org.junit.jupiter.api.RepeatedTest", "org.junit.Test",
      "dev.weft.check.junit.WeftCheck");
  private static final List<String> BEFORE = List.of("org.junit.jupiter.api.BeforeAll", "org.junit.BeforeClass",
      "org.junit.jupiter.api.BeforeEach", "org.junit.Before");
  private static final List<String> AFTER = List.of("org.junit.jupiter.api.AfterEach", "org.junit.After",
      "org.junit.jupiter.api.AfterAll", "org.junit.AfterClass");
  private static final List<String> FILLED = List.of("org.junit.jupiter.api.io.TempDir");

  private final String name;
  /// The superclasses come last.
  private final List<Class<?>> types = new ArrayList<>();

  Lifecycle(Class<?> type) {
    this.name = type.getName();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      types.add(c);
    }
  }

  /// @param wanted a name, or empty: the only test there is
  Method test(String wanted) throws Unusable {
    List<Method> tests = new ArrayList<>();
    for (Class<?> c : types) {
      for (Method candidate : c.getDeclaredMethods()) {
        boolean fits = wanted.isEmpty() ? has(candidate.getAnnotations(), TESTS) : candidate.getName().equals(wanted);
        if (fits && candidate.getParameterCount() == 0 && !candidate.isSynthetic() && !isOverridden(candidate)) {
          candidate.setAccessible(true);
          tests.add(candidate);
        }
      }
    }
    if (tests.size() != 1) {
      throw new Unusable(tests.isEmpty() ? name + " has no test method " + wanted + (wanted.isEmpty() ? "" : " ") + "without parameters" + instead(wanted)
          : name + " has " + tests.size() + " tests: name one, --junit " + name + "#" + tests.getFirst().getName());
    }
    return tests.getFirst();
  }

  /// For a test whose parameters JUnit would fill.
  private String instead(String wanted) {
    boolean takesSome = types.stream().flatMap(c -> Arrays.stream(c.getDeclaredMethods())).anyMatch(m -> m.getName().equals(wanted));
    return takesSome ? ": write one that calls " + wanted + " with the values to explore" : "";
  }

  List<Method> before() throws Unusable {
    return all(BEFORE, types.reversed());
  }

  List<Method> after() throws Unusable {
    return all(AFTER, types);
  }

  private List<Method> all(List<String> annotations, List<Class<?>> order) throws Unusable {
    List<Method> found = new ArrayList<>();
    for (String annotation : annotations) {
      for (Class<?> c : order) {
        for (Method method : c.getDeclaredMethods()) {
          if (has(method.getAnnotations(), List.of(annotation)) && !isOverridden(method)) {
            mustHaveNoParameters(method);
            method.setAccessible(true);
            found.add(method);
          }
        }
      }
    }
    return found;
  }

  private static void mustHaveNoParameters(Method method) throws Unusable {
    if (method.getParameterCount() > 0) {
      throw new Unusable(method.getDeclaringClass().getName() + "." + method.getName() + " has parameters, which only JUnit and its extensions can give: "
          + "explore a test class whose methods before and after each test have none");
    }
  }

  /// Extensions are not run, so nobody would put anything into such a field.
  void mustNotBeFilled() throws Unusable {
    for (Class<?> c : types) {
      for (Field field : c.getDeclaredFields()) {
        if (has(field.getAnnotations(), FILLED)) {
          throw new Unusable(c.getName() + "." + field.getName() + " is filled by an extension of JUnit, which is not run here: "
              + "make its value in the test, or before each test");
        }
      }
    }
  }

  private boolean isOverridden(Method method) {
    return !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())
        && types.stream().takeWhile(c -> c != method.getDeclaringClass()).anyMatch(c -> declares(c, method));
  }

  private static boolean declares(Class<?> type, Method method) {
    return Arrays.stream(type.getDeclaredMethods()).anyMatch(own -> own.getName().equals(method.getName())
        && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
  }

  private static boolean has(Annotation[] annotations, List<String> names) {
    return Arrays.stream(annotations).anyMatch(annotation -> names.contains(annotation.annotationType().getName()));
  }
}
