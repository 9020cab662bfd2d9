package dev.weft.channel;

import dev.weft.testing.Lincheck;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/// Channels are linearizable: what threads see of each other is what some order of their operations gives.
class ChannelLincheckTest {
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

  @Test
  void rendezvousUnderStress() {
    Lincheck.stress(Rendezvous.class, RendezvousSpecification.class);
  }

  @Test
  void ofOneUnderStress() {
    Lincheck.stress(OfOne.class, OfOneSpecification.class);
  }

  @Test
  void ofTwoUnderStress() {
    Lincheck.stress(OfTwo.class, OfTwoSpecification.class);
  }

  @Test
  void ofOneModelChecked() {
    Lincheck.modelCheck(OfOne.class, OfOneSpecification.class);
  }

  @Test
  void ofTwoModelChecked() {
    Lincheck.modelCheck(OfTwo.class, OfTwoSpecification.class);
  }
}
