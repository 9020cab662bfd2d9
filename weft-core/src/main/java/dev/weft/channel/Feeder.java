package dev.weft.channel;

import dev.weft.CancelledException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Who feeds a pipeline, and would wait for ever if nobody took the values: a stage, or what is before a fan-out.
sealed interface Feeder permits StageRun, Feeder.Share {
  /// Nobody takes its values any more. Harmless if it has ended.
  void unwanted(CancelledException why);

  /// The shares of so many branches in what feeds them all, which goes on as long as one of them takes.
  static List<Share> shares(int branches, List<Feeder> feeders) {
    var taking = new AtomicInteger(branches);
    return Stream.generate(() -> new Share(taking, feeders, new AtomicBoolean())).limit(branches).toList();
  }

  /// One branch's.
  ///
  /// @param taking how many branches there are that still take
  /// @param left whether this one does not any more
  record Share(AtomicInteger taking, List<Feeder> feeders, AtomicBoolean left) implements Feeder {
    @Override
    public void unwanted(CancelledException why) {
      if (left.compareAndSet(false, true) && taking.decrementAndGet() == 0) {
        feeders.forEach(feeder -> feeder.unwanted(why));
      }
    }
  }
}
