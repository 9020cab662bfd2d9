package dev.weft.bench.workload;

import dev.weft.channel.Channel;

/// The sender of most suites.
final class Sending {
  private Sending() {}

  /// Sends the numbers from 0 on.
  static void count(Channel<Integer> to, int n) throws InterruptedException {
    for (int i = 0; i < n; i++) {
      to.send(i);
    }
  }
}
