package dev.weft.check.engine.explore;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JUnit test method (Jupiter 5 and 6, JUnit 4): each schedule makes a new instance and runs what comes before each test, the
/// method, and what comes after; what is static comes before the instance and after all. Known by the names of the annotations: JUnit
/// itself is not needed, and would not be fast.
final class JunitSubject implements Subject {
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
    Lifecycle lifecycle = new Lifecycle(type);
    Method test = lifecycle.test(method);
    lifecycle.mustNotBeFilled();
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new Unusable(className + " is abstract: name the class below it that JUnit would run");
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return new JunitSubject(constructor, lifecycle.before(), test, lifecycle.after());
    } catch (NoSuchMethodException e) {
      throw new Unusable(className + " has no constructor without parameters: nested test classes cannot be explored");
    }
  }

  @Override
  public void run() throws Throwable {
    try {
      invokeAll(before, null);
      Object instance = constructor.newInstance();
      invokeAll(before, instance);
      try {
        test.invoke(instance);
      } finally {
        invokeAll(after, instance);
        invokeAll(after, null);
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /// @param instance whose methods are to be called; null for the static ones
  private static void invokeAll(List<Method> methods, @Nullable Object instance)
      throws InvocationTargetException, IllegalAccessException {
    for (Method method : methods) {
      if (Modifier.isStatic(method.getModifiers()) == (instance == null)) {
        method.invoke(instance);
      }
    }
  }
}
