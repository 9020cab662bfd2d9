/// The user's options for every JVM reach the one that runs the program.
public class Environment {
  public static void main(String[] args) {
    if (!"kept".equals(System.getProperty("option.of.the.user"))) {
      throw new AssertionError("JAVA_TOOL_OPTIONS got lost");
    }
  }
}
