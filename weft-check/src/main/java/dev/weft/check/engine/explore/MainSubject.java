package dev.weft.check.engine.explore;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A program with a main method: static or not, with or without arguments (JEP 512).
final class MainSubject implements Subject {
  private final Method main;
  private final @Nullable Constructor<?> constructor;
  private final List<String> arguments;

  private MainSubject(Method main, @Nullable Constructor<?> constructor, List<String> arguments) {
    this.main = main;
    this.constructor = constructor;
    this.arguments = arguments;
  }

  static MainSubject of(String className, List<String> arguments, ClassLoader loader) throws Unusable {
    Class<?> type = Unusable.load(className, loader);
    Method main = find(type, String[].class);
    if (main == null) {
      main = find(type);
    }
    if (main == null) {
      throw new Unusable("the class " + className + " has no main method");
    }
    main.setAccessible(true);
    Constructor<?> constructor = null;
    if (!Modifier.isStatic(main.getModifiers())) {
      try {
        constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
      } catch (NoSuchMethodException e) {
        throw new Unusable("main of " + className + " is not static, and the class has no constructor without parameters");
      }
    }
    return new MainSubject(main, constructor, arguments);
  }

  private static @Nullable Method find(@Nullable Class<?> type, Class<?>... parameters) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      try {
        Method method = c.getDeclaredMethod("main", parameters);
        if (method.getReturnType() == void.class && !Modifier.isPrivate(method.getModifiers())) {
          return method;
        }
      } catch (NoSuchMethodException e) {
        continue;
      }
    }
    return null;
  }

  @Override
  public void run() throws Throwable {
    try {
      Object instance = constructor == null ? null : constructor.newInstance();
      if (main.getParameterCount() == 0) {
        main.invoke(instance);
      } else {
        main.invoke(instance, (Object) arguments.toArray(String[]::new));
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
