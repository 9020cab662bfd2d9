package dev.weft.model;

import dev.weft.model.Op.Kind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// Two to four fibers with a few operations each on one or two channels and a mutex.
///
/// @param rooms how much each channel holds
record Program(List<Integer> rooms, boolean barging, List<List<Op>> fibers) implements Serializable {
  static Program random(Random random) {
    List<Integer> rooms = new ArrayList<>();
    for (int i = random.nextInt(2); i >= 0; i--) {
      rooms.add(Math.max(0, random.nextInt(4) - 1));
    }
    var maker = new Maker(random, rooms.size());
    List<List<Op>> fibers = new ArrayList<>();
    int count = 2 + random.nextInt(3);
    for (int fiber = 0; fiber < count; fiber++) {
      List<Op> ops = new ArrayList<>();
      for (int i = random.nextInt(count == 4 ? 3 : 4); i >= 0; i--) {
        ops.add(maker.op(fiber));
      }
      fibers.add(ops);
    }
    return new Program(rooms, random.nextBoolean(), fibers);
  }

  private static final class Maker {
    private final Random random;
    private final int channels;
    private int value;

    Maker(Random random, int channels) {
      this.random = random;
      this.channels = channels;
    }

    /// Fibers join and cancel those before them.
    Op op(int fiber) {
      int channel = random.nextInt(channels);
      int other = fiber == 0 ? -1 : random.nextInt(fiber);
      return switch (random.nextInt(20)) {
        case 0, 1, 2, 3 -> new Op(Kind.SEND, channel, ++value, random.nextInt(5) == 0, List.of());
        case 4, 5, 6, 7 -> new Op(Kind.RECEIVE, channel, 0, random.nextInt(5) == 0, List.of());
        case 8 -> Op.of(Kind.TRY_SEND, channel, ++value);
        case 9 -> Op.of(Kind.TRY_RECEIVE, channel, 0);
        case 10 -> Op.of(Kind.CLOSE, channel, 0);
        case 11, 12 -> Op.of(Kind.LOCK, 0, 0);
        case 13 -> Op.of(Kind.UNLOCK, 0, 0);
        case 14 -> other < 0 ? Op.of(Kind.LOCK, 0, 0) : Op.of(Kind.JOIN, other, 0);
        case 15 -> other < 0 ? Op.of(Kind.UNLOCK, 0, 0) : Op.of(Kind.CANCEL, other, 0);
        case 16 -> new Op(Kind.POLL, 0, 0, false, clauses(other));
        default -> new Op(Kind.SELECT, 0, 0, random.nextInt(4) == 0, clauses(other));
      };
    }

    private List<Op> clauses(int other) {
      List<Op> clauses = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        int channel = random.nextInt(channels);
        clauses.add(switch (random.nextInt(8)) {
          case 0, 1, 2 -> Op.of(Kind.SEND, channel, ++value);
          case 3 -> other < 0 ? Op.of(Kind.RECEIVE, channel, 0) : Op.of(Kind.JOIN, other, 0);
          case 4 -> clauses.stream().anyMatch(op -> op.kind() == Kind.LOCK) ? Op.of(Kind.RECEIVE, channel, 0) : Op.of(Kind.LOCK, 0, 0);
          default -> Op.of(Kind.RECEIVE, channel, 0);
        });
      }
      return clauses;
    }
  }

  boolean isLimited() {
    return fibers.stream().flatMap(List::stream).anyMatch(Op::limited);
  }

  @Override
  public String toString() {
    return "channels with room for " + rooms + (barging ? ", a barging mutex\n" : ", a fair mutex\n")
        + fibers.stream().map(ops -> "  " + ops + "\n").collect(Collectors.joining());
  }
}
