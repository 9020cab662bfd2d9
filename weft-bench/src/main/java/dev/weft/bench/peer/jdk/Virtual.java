package dev.weft.bench.peer.jdk;

/// Starts virtual threads whose bodies may be interrupted (which never happens here).
final class Virtual {
  private Virtual() {}

  @FunctionalInterface
  interface Body {
    void run() throws InterruptedException;
  }

  static Thread start(Body body) {
    return Thread.startVirtualThread(
        () -> {
          try {
            body.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
