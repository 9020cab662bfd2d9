package dev.weft.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/// Channels are linearizable: what threads see of each other is what some order of their operations gives.
class ChannelLincheckTest {
  /// Scenarios for each channel: a few by default, because two threads have to meet for each of their many runs.
  private static final int ITERATIONS = Integer.getInteger("lincheck.iterations", 3);

  /// The operations that do not wait.
  public abstract static class Operations {
    private final Channel<Integer> channel;

    Operations(int capacity) {
      channel = Channel.buffered(capacity);
    }

    @Operation
    public boolean trySend(@Param(gen = IntGen.class, conf = "1:9") int value) {
      return channel.trySend(value);
    }

    @Operation
    public int tryReceive() {
      return channel.tryReceive().orElse(Integer.MIN_VALUE);
    }

    @Operation
    public boolean pollSend(@Param(gen = IntGen.class, conf = "1:9") int value) {
      try {
        return channel.sending(value).poll().isPresent();
      } catch (ChannelClosedException e) {
        return false;
      }
    }

    @Operation
    public int size() {
      return channel.size();
    }

    @Operation
    public void close() {
      channel.close();
    }
  }

  public static class Rendezvous extends Operations {
    public Rendezvous() {
      super(0);
    }
  }

  public static class OfOne extends Operations {
    public OfOne() {
      super(1);
    }
  }

  public static class OfTwo extends Operations {
    public OfTwo() {
      super(2);
    }
  }

  /// What a channel is, one operation at a time.
  public abstract static class Specification {
    private final int capacity;
    private final Deque<Integer> values = new ArrayDeque<>();
    private boolean closed;

    Specification(int capacity) {
      this.capacity = capacity;
    }

    public boolean trySend(int value) {
      return !closed && values.size() < capacity && values.add(value);
    }

    public int tryReceive() {
      return values.isEmpty() ? Integer.MIN_VALUE : values.poll();
    }

    public boolean pollSend(int value) {
      return trySend(value);
    }

    public int size() {
      return values.size();
    }

    public void close() {
      closed = true;
    }
  }

  public static class RendezvousSpecification extends Specification {
    public RendezvousSpecification() {
      super(0);
    }
  }

  public static class OfOneSpecification extends Specification {
    public OfOneSpecification() {
      super(1);
    }
  }

  public static class OfTwoSpecification extends Specification {
    public OfTwoSpecification() {
      super(2);
    }
  }

  private static <O extends Options<O, ?>> O bounded(O options, Class<?> specification) {
    return options.iterations(ITERATIONS).threads(2).actorsPerThread(3).actorsBefore(2).actorsAfter(2).sequentialSpecification(specification);
  }

  @Test
  void rendezvousUnderStress() {
    bounded(new StressOptions(), RendezvousSpecification.class).invocationsPerIteration(100).check(Rendezvous.class);
  }

  @Test
  void ofOneUnderStress() {
    bounded(new StressOptions(), OfOneSpecification.class).invocationsPerIteration(100).check(OfOne.class);
  }

  @Test
  void ofTwoUnderStress() {
    bounded(new StressOptions(), OfTwoSpecification.class).invocationsPerIteration(100).check(OfTwo.class);
  }

  @Test
  void ofOneModelChecked() {
    bounded(new ModelCheckingOptions(), OfOneSpecification.class).invocationsPerIteration(60).check(OfOne.class);
  }

  @Test
  void ofTwoModelChecked() {
    bounded(new ModelCheckingOptions(), OfTwoSpecification.class).invocationsPerIteration(60).check(OfTwo.class);
  }
}
