package dev.weft.cli.entry;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;

/**
 * What the JVM calls first in weft.jar, as a command and as an agent. Compiled for Java 8, so that an older JVM, too, can say that it is too old: of all other classes it would
 * only say that it cannot read them.
 */
public final class AnyJava {
  private static final int NEEDED = 25;
  private static final int USAGE = 2;

  private AnyJava() {}

  /** The command {@code weft}. */
  public static void main(String[] arguments) throws Throwable {
    refuseOldJava("java -jar weft.jar");
    call("dev.weft.cli.WeftCommand", "main", new Class<?>[] {String[].class}, (Object) arguments);
  }

  /** The agent. */
  public static void premain(String words, Instrumentation agent) throws Throwable {
    refuseOldJava("java -javaagent:weft.jar");
    call("dev.weft.cli.agent.WeftAgent", "premain", new Class<?>[] {String.class, Instrumentation.class}, words, agent);
  }

  private static void refuseOldJava(String command) {
    String version = System.getProperty("java.specification.version");
    int feature = version.startsWith("1.") ? 8 : Integer.parseInt(version);
    if (feature < NEEDED) {
      System.err.println(
          "weft: " + command + " needs Java " + NEEDED + " or newer, and this is Java " + version + " in " + System.getProperty("java.home")
              + ": call the java of a JDK " + NEEDED + " by its path, or let ./weft find one");
      System.exit(USAGE);
    }
  }

  private static void call(String type, String method, Class<?>[] parameters, Object... arguments) throws Throwable {
    try {
      Class.forName(type).getMethod(method, parameters).invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
