import library.Registry;

/** State in a static field of a library must be new in every schedule. */
public class UsesLibrary {
  public static void main(String[] args) throws InterruptedException {
    Thread other = new Thread(Registry::register);
    other.start();
    Registry.register();
    other.join();
    if (Registry.registered() != 2) {
      throw new AssertionError("registered: " + Registry.registered());
    }
  }
}
