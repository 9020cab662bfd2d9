package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.bench.system.Systems;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  @Test
  void aSuiteNamesAllItsCases() {
    assertThat(Catalogue.pick(Catalogue.full(), List.of("select"))).extracting(Case::name)
        .containsExactly("select-1", "select-2", "select-8");
  }

  @Test
  void aCaseNamesItself() {
    assertThat(Catalogue.pick(Catalogue.full(), List.of("select-8", "buffered-16"))).extracting(Case::name)
        .containsExactly("buffered-16", "select-8");
  }

  @Test
  void noNamesMeanAll() {
    assertThat(Catalogue.pick(Catalogue.full(), List.of())).isEqualTo(Catalogue.full());
  }

  @Test
  void anUnknownNameIsToldWhatThereIs() {
    assertThatThrownBy(() -> Catalogue.pick(Catalogue.full(), List.of("pong")))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("no suite \"pong\"")
        .hasMessageContaining("ping-pong")
        .hasMessageContaining("hog");
  }

  @Test
  void growthGoesFromTenThousandToAMillion() {
    assertThat(Catalogue.growth(false)).extracting(Case::name)
        .contains("skynet@10000", "skynet@100000", "skynet@1000000", "parked@1000000", "timers@10000");
  }

  @Test
  void growthSaysTheSizeThatItMeasures() {
    assertThat(Catalogue.growth(true)).allSatisfy(one -> assertThat(one.says()).containsPattern("\\b" + one.size() + "\\b"));
  }

  @Test
  void everySuiteOfASystemIsInTheCatalogue() {
    List<String> known = Catalogue.full().stream().map(Case::suite).toList();
    assertThat(Systems.all()).allSatisfy(system -> assertThat(known).containsAll(system.suites()));
  }

  @Test
  void kernelThreadsAreNotAskedForAMillion() {
    var weft = Systems.named(Systems.all(), "weft");
    var kernel = weft.variants(2).stream().filter(v -> v.name().equals("kernel")).findFirst().orElseThrow();
    var entry = new Entry(weft, kernel);
    assertThat(Catalogue.full()).filteredOn(entry::offers).extracting(Case::name)
        .contains("ping-pong", "many", "hog")
        .doesNotContain("parked", "skynet", "timers", "chain");
  }
}
