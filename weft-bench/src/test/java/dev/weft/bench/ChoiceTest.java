package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.bench.system.BenchSystem;
import dev.weft.bench.system.MissingToolchainException;
import dev.weft.bench.system.Systems;
import dev.weft.bench.system.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private record Fake(String name, boolean there) implements BenchSystem {
    @Override
    public List<Variant> variants(int cores) {
      return List.of(Variant.of("default", cores), Variant.of("single", 1));
    }

    @Override
    public Set<String> suites() {
      return Set.of("yield");
    }

    @Override
    public Peer prepare() throws MissingToolchainException {
      if (!there) {
        throw new MissingToolchainException("no `" + name + "` on the PATH");
      }
      return new Peer() {
        @Override
        public List<String> command(Variant variant) {
          return List.of("true");
        }

        @Override
        public String version() {
          return "1";
        }
      };
    }
  }

  private static final List<BenchSystem> SYSTEMS = List.of(new Fake("here", true), new Fake("gone", false));

  @Test
  void aSystemsNameIsAllItsVariants() {
    assertThat(Choice.entries(SYSTEMS, List.of("here"), 4)).extracting(Entry::label)
        .containsExactly("here:default", "here:single");
    assertThat(Choice.entries(SYSTEMS, List.of(), 4)).hasSize(4);
  }

  @Test
  void oneVariantCanBeNamed() {
    assertThat(Choice.entries(SYSTEMS, List.of("here:single"), 4)).extracting(e -> e.variant().workers())
        .containsExactly(1);
  }

  @Test
  void unknownNamesAreToldWhatThereIs() {
    assertThatThrownBy(() -> Choice.entries(SYSTEMS, List.of("ruby"), 4))
        .hasMessage("There is no system \"ruby\". There are: here, gone.");
    assertThatThrownBy(() -> Choice.entries(SYSTEMS, List.of("here:fast"), 4))
        .hasMessage("There is no variant \"here:fast\". There are: here:default, here:single.");
  }

  @Test
  void aMissingToolchainIsSkippedByNameWithOneLine() throws Exception {
    List<String> said = new ArrayList<>();
    var peers = Choice.prepare(Choice.entries(SYSTEMS, List.of(), 4), said::add);
    assertThat(peers.keySet()).extracting(Entry::label).containsExactly("here:default", "here:single");
    assertThat(said).containsExactly("skipping gone: no `gone` on the PATH");
  }

  @Test
  void allSixSystemsAreThere() {
    assertThat(Systems.all()).extracting(BenchSystem::name)
        .containsExactly("weft", "jdk", "kotlin", "jox", "go", "tokio");
  }
}
