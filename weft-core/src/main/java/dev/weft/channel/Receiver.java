package dev.weft.channel;

import dev.weft.Selectable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The end of a channel that gives values.
///
/// @param <T> the type of the values; never null
public interface Receiver<T> extends Iterable<T> {
  /// Takes the next value. Parks while there is none.
  ///
  /// @throws ChannelClosedException if the channel is closed and has no more values
  /// @throws InterruptedException if interrupted or cancelled before a value was taken; no value is lost
  T receive() throws InterruptedException;

  /// Takes the next value, or the end, which is no exception here. Parks while there is neither.
  ///
  /// @throws InterruptedException if interrupted or cancelled before a value was taken; no value is lost
  Received<T> next() throws InterruptedException;

  /// Takes the next value if there is one; empty otherwise, also at the end. Never parks.
  Optional<T> tryReceive();

  /// Takes what is there, and what is sent while it takes, up to a maximum; waits for the first value only. Empty at the end. Parks while there is nothing.
  ///
  /// @throws ChannelClosedException at an end with a cause
  /// @throws IllegalArgumentException if the maximum is not positive
  /// @throws InterruptedException if interrupted or cancelled before a value was taken; no value is lost
  List<T> receiveUpTo(int maximum) throws InterruptedException;

  /// A receive as something to wait for. A wait for it ends with a [ChannelClosedException] at the end.
  Selectable<T> receiving();

  /// A receive as something to wait for, with the end as a result.
  Selectable<Received<T>> nexting();

  /// The values until the end, for one fiber or thread. `hasNext` parks, and takes the value: whoever stops between it and `next` loses that. An end with a cause is thrown as a
  /// [ChannelClosedException].
  ///
  /// An iterator cannot throw [InterruptedException]: when interrupted, it throws
  /// [java.util.concurrent.CancellationException] and leaves the interrupt status set; no value is lost.
  @Override
  Iterator<T> iterator();
}
