package dev.weft.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.observe.HeldCarrier;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldLogTest {
  private static final Duration SHORT = Duration.ofMillis(12);
  private static final Duration LONG = Duration.ofSeconds(1);

  private final List<String> lines = new ArrayList<>();
  private final HoldLog log = new HoldLog((level, held) -> lines.add(level + " " + held.fiber()));

  @Test
  void eachPlaceWhereFibersAreForkedIsMentionedOnce() {
    log.mention(held("crunch-1", "Mill.java:9", SHORT, false, "grind"));
    log.mention(held("crunch-2", "Mill.java:9", SHORT, false, "sift"));
    log.mention(held("other", "Mill.java:10", SHORT, false, "grind"));
    assertThat(lines).containsExactly(Level.DEBUG + " crunch-1", Level.DEBUG + " other");
  }

  @Test
  void warnsOnceOfWhomOthersHaveWaitedForASecond() {
    log.mention(held("crunch", "Mill.java:9", LONG.minusNanos(1), true, "grind"));
    log.mention(held("crunch", "Mill.java:9", LONG, false, "grind"));
    assertThat(lines).containsExactly(Level.DEBUG + " crunch");
    log.mention(held("crunch", "Mill.java:9", LONG, true, "grind"));
    log.mention(held("crunch", "Mill.java:9", LONG.multipliedBy(2), true, "grind"));
    assertThat(lines).containsExactly(Level.DEBUG + " crunch", Level.WARNING + " crunch");
  }

  /// One for each request has another name each time: those of all requests would be remembered.
  @Test
  void plainVirtualThreadsAreToldApartByTheMethodOfTheProgramThatTheyAreIn() {
    log.mention(held("request-1", "", SHORT, false, "grind"));
    log.mention(held("request-2", "", SHORT, false, "grind"));
    log.mention(held("request-3", "", SHORT, false, "sift"));
    assertThat(lines).containsExactly(Level.DEBUG + " request-1", Level.DEBUG + " request-3");
  }

  @Test
  void oneWhoseMethodIsNotKnownIsMentionedToo() {
    log.mention(new HeldCarrier("work-stealing", "carrier-0", "request-1", "", SHORT, false, List.of()));
    assertThat(lines).containsExactly(Level.DEBUG + " request-1");
  }

  private static HeldCarrier held(String name, String forkedAt, Duration length, boolean othersWaited, String method) {
    var inTheJdk = new StackTraceElement(null, "java.base", "25", "java.util.HashMap", "get", "HashMap.java", 5);
    var inTheProgram = new StackTraceElement("Mill", method, "Mill.java", 31);
    return new HeldCarrier("work-stealing", "carrier-0", name, forkedAt, length, othersWaited, List.of(inTheJdk, inTheProgram));
  }
}
