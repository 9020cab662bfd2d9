package dev.weft.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.channel.Channel;
import dev.weft.testing.Eventually;

/// Waits until others are parked at a channel, where Go's programs sleep for a while and hope.
final class Parked {
  private Parked() {}

  static void receiving(Channel<?> channel, int places) {
    at(channel, places + " receiving");
  }

  static void sending(Channel<?> channel, int places) {
    at(channel, places + " sending");
  }

  static void somebody(Channel<?> channel) {
    at(channel, "ing");
  }

  private static void at(Channel<?> channel, String what) {
    Eventually.until(what + " at " + channel, () -> channel.toString().contains(what));
  }

  static void nobody(Channel<?> channel) {
    assertThat(channel.toString()).doesNotContain("ing");
  }

  /// Ends a fiber that waits for something that never happens.
  static void end(Fiber<?> fiber) throws InterruptedException {
    assertThat(fiber.outcome()).as("it waits").isEmpty();
    fiber.cancel();
    fiber.ending().await();
  }
}
