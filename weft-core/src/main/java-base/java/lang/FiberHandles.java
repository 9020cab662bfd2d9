package java.lang;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/// Finds members of the JDK that are private, by their names: a JDK that has others is not one that Weft can run on.
///
/// What is found is kept in static final fields of the classes beside this one, where the JIT takes it for a constant.
final class FiberHandles {
  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

  private FiberHandles() {}

  static VarHandle field(Class<?> owner, String name, Class<?> type) {
    try {
      return inside(owner).findVarHandle(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static MethodHandle getter(Class<?> owner, String name, Class<?> type) {
    try {
      return inside(owner).findGetter(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static MethodHandle staticGetter(Class<?> owner, String name, Class<?> type) {
    try {
      return inside(owner).findStaticGetter(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static MethodHandle method(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    try {
      return inside(owner).findVirtual(owner, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static MethodHandle function(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    try {
      return inside(owner).findStatic(owner, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static Class<?> type(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static MethodHandles.Lookup inside(Class<?> owner) throws IllegalAccessException {
    return MethodHandles.privateLookupIn(owner, OWN);
  }
}
