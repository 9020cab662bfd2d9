package dev.weft.channel;

/// What kind of channel.
record Options<T>(int capacity, Overflow overflow) {
  Channel<T> open() {
    return new RingChannel<>(capacity, overflow);
  }
}
