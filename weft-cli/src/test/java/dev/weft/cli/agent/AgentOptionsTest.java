package dev.weft.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cli.UsageException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void nothingIsTheDefault(String words) throws UsageException {
    assertThat(AgentOptions.parse(words)).isEqualTo(AgentOptions.DEFAULT);
  }

  @Test
  void eachWordIsRead() throws UsageException {
    assertThat(AgentOptions.parse("scheduler=per-core,carriers=3,dump-on-hang=2s,main=thread,started-by=weft"))
        .isEqualTo(
            new AgentOptions(
                SchedulerName.PER_CORE, OptionalInt.of(3), Optional.of(Duration.ofSeconds(2)), false, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scheduler=kernel", "carriers=4096", "dump-on-hang=1500ms", "main=thread", "started-by=weft", "scheduler=event-loop,carriers=1"})
  void wordsAreReadAsTheyAreWritten(String words) throws UsageException {
    AgentOptions options = AgentOptions.parse(words);
    assertThat(AgentOptions.parse(options.toWords())).isEqualTo(options).isNotEqualTo(AgentOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x", "x=y", ",", "scheduler", "scheduler=", "scheduler=JDK", "carriers=0", "carriers=-1", "carriers=4097",
        "carriers=1e3", "carriers=99999999999", "dump-on-hang=10", "dump-on-hang=0s", "dump-on-hang=-1s", "main=process",
        "started-by=me", "scheduler=event-loop,carriers=2"
      })
  void whatIsNotUnderstoodIsRefused(String words) {
    assertThatThrownBy(() -> AgentOptions.parse(words)).isInstanceOf(UsageException.class);
  }
}
