// Right: the field is volatile.
// Idea: the "double-checked locking is broken" declaration (Bacon and others); JPF examples. Broken twin:
// DoubleCheckedLocking.java.

public class DoubleCheckedVolatile {
  static final class Settings {
    int port;

    Settings() {
      port = 80;
    }
  }

  private volatile Settings settings;

  Settings settings() {
    Settings seen = settings;
    if (seen == null) {
      synchronized (this) {
        seen = settings;
        if (seen == null) {
          seen = new Settings();
          settings = seen;
        }
      }
    }
    return seen;
  }

  void use() {
    if (settings().port != 80) {
      throw new AssertionError("half-built settings");
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.Builder threads = args.length > 0 ? Thread.ofVirtual() : Thread.ofPlatform();
    DoubleCheckedVolatile owner = new DoubleCheckedVolatile();
    Thread a = threads.start(owner::use);
    Thread b = threads.start(owner::use);
    a.join();
    b.join();
  }
}
