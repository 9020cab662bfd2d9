package dev.weft.channel;

import java.util.Iterator;
import java.util.function.Consumer;

/// Hands values from senders to receivers, each to one of them, in order (CSP, Go).
///
/// | made by | a send waits | when full |
/// |---|---|---|
/// | [#rendezvous()] | until a receiver takes the value | |
/// | [#buffered(int)] | while the buffer is full | |
/// | [#unlimited()] | never | the buffer grows |
/// | [#conflated()] | never | the new value replaces the old one |
/// | [#dropOldest(int)] | never | the oldest value is dropped |
/// | [#dropNewest(int)] | never | the new value is dropped |
///
/// Values that are dropped, and values whose send was refused by a close, go to the undelivered hook if there is one; not those of a `trySend`, which the caller keeps, and not
/// the rest of a `sendAll`.
/// All methods may be called by any thread at any time.
///
/// @param <T> the type of the values; never null
public interface Channel<T> extends Sender<T>, Receiver<T> {
  /// Without a buffer: a send and a receive meet.
  static <T> Channel<T> rendezvous() {
    return Channel.<T>of(0);
  }

  /// With room for that many values; 0 is a rendezvous.
  ///
  /// @throws IllegalArgumentException if the capacity is negative
  static <T> Channel<T> buffered(int capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("a channel's capacity cannot be negative: " + capacity);
    }
    return Channel.<T>of(capacity);
  }

  /// With a buffer that grows: a send never waits. Nothing holds back a sender that is faster than its receivers.
  static <T> Channel<T> unlimited() {
    return new Options<T>(Integer.MAX_VALUE, Overflow.PARK).open();
  }

  /// Keeps the latest value only.
  static <T> Channel<T> conflated() {
    return new Options<T>(1, Overflow.DROP_OLDEST).open();
  }

  /// With room for that many values; when it is full, a send drops the oldest.
  ///
  /// @throws IllegalArgumentException if the capacity is not positive
  static <T> Channel<T> dropOldest(int capacity) {
    return new Options<T>(positive(capacity), Overflow.DROP_OLDEST).open();
  }

  /// With room for that many values; when it is full, a send drops its own value.
  ///
  /// @throws IllegalArgumentException if the capacity is not positive
  static <T> Channel<T> dropNewest(int capacity) {
    return new Options<T>(positive(capacity), Overflow.DROP_NEWEST).open();
  }

  private static <T> Channel<T> of(int capacity) {
    return new Options<T>(capacity, Overflow.PARK).open();
  }

  private static int positive(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a channel that drops needs room for at least one value, not " + capacity);
    }
    return capacity;
  }

  /// Gives it a name for reports; returns the channel itself.
  Channel<T> named(String name);

  /// Sets who gets values that will never be received: dropped ones, refused ones, and those in the buffer when receivers
  /// [#abandon()] the channel. Called on the thread at whose hands it happens, outside locks; what
  /// it throws is logged. Returns the channel itself.
  Channel<T> onUndelivered(Consumer<? super T> hook);

  /// The receivers go away: closes the channel and passes what is in the buffer to the undelivered hook.
  void abandon();

  /// How many values are in the buffer; a snapshot.
  int size();

  /// How many fit; [Integer#MAX_VALUE] if there is no bound.
  int capacity();

  @Override
  Iterator<T> iterator();
}
