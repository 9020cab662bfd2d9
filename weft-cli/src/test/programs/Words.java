/** Prints its arguments, what it reads, and where it runs; ends with the exit code in its first argument. */
public class Words {
  public static void main(String[] args) throws Exception {
    System.out.println("arguments " + String.join("|", args));
    System.out.println("input " + new String(System.in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    System.out.println("folder " + java.nio.file.Path.of("").toAbsolutePath());
    System.out.println("thread " + Thread.currentThread().getName() + " " + Thread.currentThread().isVirtual());
    System.out.println("loader " + (Thread.currentThread().getContextClassLoader() == Words.class.getClassLoader()));
    if (args.length > 0) {
      System.exit(Integer.parseInt(args[0]));
    }
  }
}
