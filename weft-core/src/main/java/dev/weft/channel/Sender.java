package dev.weft.channel;

import dev.weft.Selectable;

/// The end of a channel that takes values.
///
/// @param <T> the type of the values; never null
public interface Sender<T> {
  /// Hands over a value. Parks while there is neither a receiver nor room in the buffer; channels that drop never park.
  ///
  /// @throws ChannelClosedException if the channel is or gets closed before the value is taken
  /// @throws InterruptedException if interrupted or cancelled before the value is taken: then it never will be
  void send(T value) throws InterruptedException;

  /// Hands over a value if that is possible without waiting. Never parks.
  ///
  /// @return false if it was not taken; also when the channel is closed. A channel that drops takes every value, also when it drops this very one
  boolean trySend(T value);

  /// Hands over values in order, one [#send] after the other, as long as there are some: nothing at all is sent for no values, also to a closed channel. An interrupt or a close leaves
  /// those that were handed over before in the channel, and does not say how many they were.
  ///
  /// @throws ChannelClosedException if the channel is or gets closed before the last value is taken
  /// @throws InterruptedException if interrupted or cancelled before the last value is taken
  default void sendAll(Iterable<? extends T> values) throws InterruptedException {
    for (T value : values) {
      send(value);
    }
  }

  /// A send as something to wait for; the result is the value. A wait for it ends with a [ChannelClosedException] if the
  /// channel is closed.
  Selectable<T> sending(T value);

  /// Ends sending. Values in the buffer are still received, then the end; parked senders are told that their values were not taken.
  /// Closing twice is harmless: the first close counts. Never parks.
  void close();

  /// Ends sending with a cause, which receivers get after the values in the buffer.
  void close(Throwable cause);

  /// Whether it has been closed; values may still be there.
  boolean isClosed();
}
