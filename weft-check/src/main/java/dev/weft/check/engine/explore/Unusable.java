package dev.weft.check.engine.explore;

/// What the user asked for cannot be explored, and why: a usage error, shown without a stack trace.
final class Unusable extends Exception {
  private static final long serialVersionUID = 1;

  Unusable(String message) {
    super(message);
  }

  static Class<?> load(String className, ClassLoader loader) throws Unusable {
    try {
      return Class.forName(className, false, loader);
    } catch (ClassNotFoundException e) {
      throw new Unusable("there is no class " + className + " on the class path: --class-path says where to look, and a source file ends in .java");
    } catch (LinkageError e) {
      throw new Unusable("the class " + className + " cannot be loaded: " + e);
    }
  }
}
