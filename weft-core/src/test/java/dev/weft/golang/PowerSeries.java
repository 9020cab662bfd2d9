package dev.weft.golang;

import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.channel.Channel;
import dev.weft.channel.ChannelClosedException;
import dev.weft.channel.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A stream of coefficients on demand: whoever wants the next one asks first, then takes it; nothing is computed before.
/// A series that has ended closes both of its channels.
final class PowerSeries {
  private final Channel<Boolean> demand = Channel.rendezvous();
  private final Channel<Rational> terms = Channel.rendezvous();

  // ---- for its maker

  /// Waits until somebody wants a term.
  void awaitDemand() throws InterruptedException {
    demand.receive();
  }

  Selectable<Boolean> demanded() {
    return demand.receiving();
  }

  /// Gives the term, or the end, to whoever has asked.
  void give(Optional<Rational> term) throws InterruptedException {
    if (term.isPresent()) {
      terms.send(term.get());
    } else {
      demand.close();
      terms.close();
    }
  }

  void put(Optional<Rational> term) throws InterruptedException {
    awaitDemand();
    give(term);
  }

  // ---- for its users

  /// The next term; empty for ever when the series has ended.
  Optional<Rational> next() throws InterruptedException {
    try {
      demand.send(true);
    } catch (ChannelClosedException e) {
      return Optional.empty();
    }
    return term(terms.next());
  }

  Selectable<Boolean> asking() {
    return demand.sending(true);
  }

  Selectable<Optional<Rational>> taking() {
    return terms.nexting().map(PowerSeries::term);
  }

  private static Optional<Rational> term(Received<Rational> received) {
    return received instanceof Received.Value<Rational>(Rational term) ? Optional.of(term) : Optional.empty();
  }

  /// The next terms of two series that have not ended, asked for and taken in whatever order they can be had.
  static List<Optional<Rational>> both(PowerSeries one, PowerSeries other) throws InterruptedException {
    List<PowerSeries> series = List.of(one, other);
    List<Optional<Rational>> got = new ArrayList<>(List.of(Optional.empty(), Optional.empty()));
    boolean[] asked = new boolean[2];
    boolean[] taken = new boolean[2];
    List<Selectable<Boolean>> steps = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int which = i;
      steps.add(series.get(i).asking().map(_ -> asked[which] = true).when(() -> !asked[which]));
      steps.add(
          series.get(i).taking()
              .map(
                  term -> {
                    got.set(which, term);
                    return taken[which] = true;
                  })
              .when(() -> asked[which] && !taken[which]));
    }
    Selectable<Boolean> step = Select.any(steps);
    while (!taken[0] || !taken[1]) {
      step.await();
    }
    return got;
  }
}
