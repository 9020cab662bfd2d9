package dev.weft.cli.agent;

import dev.weft.cli.Durations;
import dev.weft.cli.UsageException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// What may stand after `-javaagent:weft.jar=`, words separated by commas; the same choices as the options of `weft run`:
///
/// | word | means |
/// |---|---|
/// | `scheduler=NAME` | who runs the fibers; work-stealing otherwise |
/// | `carriers=N` | how many kernel threads carry them; one a core otherwise |
/// | `dump-on-hang=DURATION` | print the table of fibers once nothing has begun to run for so long |
/// | `main=thread` | `main` stays on the platform thread of the launcher |
/// | `started-by=weft` | set by `weft run`: a program that cannot be started is exit code 2 |
public record AgentOptions(
    SchedulerName scheduler,
    OptionalInt carriers,
    Optional<Duration> dumpOnHang,
    boolean mainInFiber,
    boolean startedByWeft) {

  private static final int MOST_CARRIERS = 4096;

  /// What an agent without options does.
  public static final AgentOptions DEFAULT =
      new AgentOptions(SchedulerName.WORK_STEALING, OptionalInt.empty(), Optional.empty(), true, false);

  /// Reads the words; null is none.
  public static AgentOptions parse(@Nullable String text) throws UsageException {
    AgentOptions options = DEFAULT;
    if (text == null || text.isBlank()) {
      return options;
    }
    for (String word : text.split(",", -1)) {
      int equals = word.indexOf('=');
      options = options.with(equals < 0 ? word : word.substring(0, equals), word.substring(equals + 1));
    }
    return options.checked();
  }

  /// This, when its parts agree.
  public AgentOptions checked() throws UsageException {
    if (scheduler == SchedulerName.EVENT_LOOP && carriers.orElse(1) != 1) {
      throw new UsageException("an event loop has one carrier, not " + carriers.getAsInt() + "; per-core has several");
    }
    return this;
  }

  private AgentOptions with(String name, String value) throws UsageException {
    return switch (name) {
      case "scheduler" -> withScheduler(name, value);
      case "carriers" -> withCarriers(name, value);
      case "dump-on-hang" -> withDumpOnHang(name, value);
      case "main" -> withMain(value);
      case "started-by" -> withStarter(value);
      default ->
          throw new UsageException(
              "the agent has no option '" + name + "'; it has scheduler, carriers, dump-on-hang and main");
    };
  }

  public AgentOptions withScheduler(String option, String text) throws UsageException {
    SchedulerName name = SchedulerName.parse(option, text);
    return new AgentOptions(name, carriers, dumpOnHang, mainInFiber, startedByWeft);
  }

  public AgentOptions withCarriers(String option, String text) throws UsageException {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      number = 0;
    }
    if (number < 1 || number > MOST_CARRIERS) {
      throw new UsageException(option + " takes a number from 1 to " + MOST_CARRIERS + ", not '" + text + "'");
    }
    return new AgentOptions(scheduler, OptionalInt.of(number), dumpOnHang, mainInFiber, startedByWeft);
  }

  public AgentOptions withDumpOnHang(String option, String text) throws UsageException {
    Optional<Duration> after = Optional.of(Durations.parse(option, text));
    return new AgentOptions(scheduler, carriers, after, mainInFiber, startedByWeft);
  }

  private AgentOptions withMain(String text) throws UsageException {
    return switch (text) {
      case "fiber" -> new AgentOptions(scheduler, carriers, dumpOnHang, true, startedByWeft);
      case "thread" -> new AgentOptions(scheduler, carriers, dumpOnHang, false, startedByWeft);
      default -> throw new UsageException("main takes fiber or thread, not '" + text + "'");
    };
  }

  private AgentOptions withStarter(String text) throws UsageException {
    return switch (text) {
      case "weft" -> byWeft();
      case "java" -> this;
      default -> throw new UsageException("started-by takes weft or java, not '" + text + "'");
    };
  }

  /// The same, for a program that `weft run` starts.
  public AgentOptions byWeft() {
    return new AgentOptions(scheduler, carriers, dumpOnHang, mainInFiber, true);
  }

  /// The words that [#parse] reads as this.
  public String toWords() {
    StringJoiner words = new StringJoiner(",");
    words.add("scheduler=" + scheduler.word());
    carriers.ifPresent(n -> words.add("carriers=" + n));
    dumpOnHang.ifPresent(after -> words.add("dump-on-hang=" + after.toMillis() + "ms"));
    words.add("main=" + (mainInFiber ? "fiber" : "thread"));
    words.add("started-by=" + (startedByWeft ? "weft" : "java"));
    return words.toString();
  }
}
