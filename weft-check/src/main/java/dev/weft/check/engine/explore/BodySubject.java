package dev.weft.check.engine.explore;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;

/// A lambda that came from another JVM. Each schedule runs a fresh copy of it, with fresh copies of what it captured.
final class BodySubject implements Subject {
  private final byte[] bytes;
  private final Method run;
  private final ClassLoader loader;

  private BodySubject(byte[] bytes, Method run, ClassLoader loader) {
    this.bytes = bytes;
    this.loader = loader;
    this.run = run;
  }

  static BodySubject of(Path file, ClassLoader loader) throws Unusable, IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      Method run = Unusable.load("dev.weft.check.Check$Body", loader).getMethod("run");
      copy(bytes, loader);
      return new BodySubject(bytes, run, loader);
    } catch (NoSuchMethodException | ClassNotFoundException e) {
      throw new Unusable("the body to explore needs a class that is not on the class path: " + e.getMessage());
    }
  }

  private static Object copy(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new Input(new ByteArrayInputStream(bytes), loader)) {
      return in.readObject();
    }
  }

  @Override
  public void run() throws Throwable {
    Object body = copy(bytes, loader);
    try {
      run.invoke(body);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /// Classes come from the program's loader: the checker's own sees only the JDK.
  private static final class Input extends ObjectInputStream {
    private final ClassLoader loader;

    Input(InputStream in, ClassLoader loader) throws IOException {
      super(in);
      this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
      try {
        return Class.forName(type.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(type);
      }
    }
  }
}
