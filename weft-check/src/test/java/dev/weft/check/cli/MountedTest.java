package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MountedTest {
  @Command(name = "weft")
  static class Weft { }

  @Test
  void leavesWhatFollowsTheProgramToTheProgram() {
    CommandLine weft = new CommandLine(new Weft()).addSubcommand(new CheckCommand());
    List<String> words = weft.parseArgs("check", "--seed", "7", "X.java", "--virtual", "--seed").subcommand()
        .matchedPositionalValue(0, List.of());
    assertThat(words).containsExactly("X.java", "--virtual", "--seed");
  }
}
