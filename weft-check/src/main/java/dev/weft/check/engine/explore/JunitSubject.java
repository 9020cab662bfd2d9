package dev.weft.check.engine.explore;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/// A JUnit test method (Jupiter 5 and 6, JUnit 4): each schedule makes a new instance and runs what comes before each test, the
/// method, and what comes after. Known by the names of the annotations: JUnit itself is not needed, and would not be fast.
final class JunitSubject implements Subject {
  private static final List<String> TESTS = List.of("org.junit.jupiter.api.Test", "org.junit.Test",
      "dev.weft.check.junit.WeftCheck");
  private static final List<String> BEFORE = List.of("org.junit.jupiter.api.BeforeAll", "org.junit.BeforeClass",
      "org.junit.jupiter.api.BeforeEach", "org.junit.Before");
  private static final List<String> AFTER = List.of("org.junit.jupiter.api.AfterEach", "org.junit.After",
      "org.junit.jupiter.api.AfterAll", "org.junit.AfterClass");

  private final Constructor<?> constructor;
  private final List<Method> before;
  private final Method test;
  private final List<Method> after;

  private JunitSubject(Constructor<?> constructor, List<Method> before, Method test, List<Method> after) {
    this.constructor = constructor;
    this.before = before;
    this.test = test;
    this.after = after;
  }

  static JunitSubject of(String className, String method, ClassLoader loader) throws Unusable {
    Class<?> type = Unusable.load(className, loader);
    List<Method> tests = new ArrayList<>();
    for (Method candidate : type.getDeclaredMethods()) {
      boolean wanted = method.isEmpty() ? has(candidate, TESTS) : candidate.getName().equals(method);
      if (wanted && candidate.getParameterCount() == 0) {
        tests.add(candidate);
      }
    }
    if (tests.size() != 1) {
      throw new Unusable(tests.isEmpty() ? className + " has no test method " + method + " without parameters"
          : className + " has " + tests.size() + " tests: name one, --junit " + className + "#"
              + tests.getFirst().getName());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Method test = tests.getFirst();
      test.setAccessible(true);
      return new JunitSubject(constructor, all(type, BEFORE, true), test, all(type, AFTER, false));
    } catch (NoSuchMethodException e) {
      throw new Unusable(className + " has no constructor without parameters: nested test classes cannot be explored");
    }
  }

  /// The methods with one of the annotations, in the order of the annotations; those of superclasses first or last.
  private static List<Method> all(Class<?> type, List<String> annotations, boolean superFirst) {
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      types.add(superFirst ? 0 : types.size(), c);
    }
    List<Method> found = new ArrayList<>();
    for (String annotation : annotations) {
      for (Class<?> c : types) {
        for (Method method : c.getDeclaredMethods()) {
          if (has(method, List.of(annotation)) && method.getParameterCount() == 0) {
            method.setAccessible(true);
            found.add(method);
          }
        }
      }
    }
    return found;
  }

  private static boolean has(Method method, List<String> names) {
    for (Annotation annotation : method.getAnnotations()) {
      if (names.contains(annotation.annotationType().getName())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void run() throws Throwable {
    try {
      Object instance = constructor.newInstance();
      invokeAll(before, instance);
      try {
        test.invoke(instance);
      } finally {
        invokeAll(after, instance);
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void invokeAll(List<Method> methods, Object instance)
      throws InvocationTargetException, IllegalAccessException {
    for (Method method : methods) {
      method.invoke(Modifier.isStatic(method.getModifiers()) ? null : instance);
    }
  }
}
