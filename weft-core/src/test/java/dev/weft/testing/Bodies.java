package dev.weft.testing;

import dev.weft.Action;
import dev.weft.channel.Channel;
import java.io.IOException;

/// What fibers of tests do.
public final class Bodies {
  private Bodies() {}

  /// Waits until it is cancelled.
  public static String parkForEver() throws InterruptedException {
    return Channel.<String>rendezvous().receive();
  }

  public static void fail() throws IOException {
    throw new IOException("gone");
  }

  /// Runs it on a kernel thread of its own.
  public static Thread outside(Action body) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                body.run();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
  }
}
