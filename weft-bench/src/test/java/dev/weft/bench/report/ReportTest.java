package dev.weft.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.bench.Machine;
import dev.weft.bench.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final Result WEFT = new Result("hog", "weft", "work-stealing", "ns/op", 150, 140, 170, 5);
  private static final Result GO = new Result("hog", "go", "default", "ns/op", 200, 190, 210, 5);
  private static final Result JDK = new Result("hog", "jdk", "default", "ns/op", NEVER, NEVER, NEVER, 5);
  private static final List<Result> ALL = List.of(WEFT, GO, JDK);
  private static final Machine MACHINE = new Machine(Map.of("cores", 2));

  @Test
  void ratiosAreAgainstTheBase() {
    assertThat(new Ratios("go").of(WEFT, ALL)).contains(0.75);
    assertThat(new Ratios("weft:work-stealing").of(GO, ALL)).contains(200 / 150.0);
  }

  @Test
  void thereIsNoRatioToOrOfWhatWasStarvedOrNotMeasured() {
    assertThat(new Ratios("jdk").of(WEFT, ALL)).isEmpty();
    assertThat(new Ratios("go").of(JDK, ALL)).isEmpty();
    assertThat(new Ratios("tokio").of(WEFT, ALL)).isEmpty();
  }

  @Test
  void tableHasOneLineForEach() {
    String block = new TableReport(new Ratios("go")).block("ns per hand-off", ALL);
    assertThat(block.lines()).hasSize(5);
    assertThat(block).contains("hog: ns per hand-off", "/ go");
    assertThat(block.lines().toList().get(2)).contains("weft:work-stealing", "150", "140", "170").endsWith("0.75");
    assertThat(block.lines().toList().get(4)).contains("jdk:default", "starved").endsWith("-");
  }

  @Test
  void jsonHasTheAgreedShape() throws Exception {
    JsonNode root = new ObjectMapper().readTree(JsonReport.text(MACHINE, ALL));
    assertThat(root.fieldNames()).toIterable().containsExactly("machine", "results");
    assertThat(root.get("results").get(0).fieldNames()).toIterable()
        .containsExactly("suite", "system", "variant", "unit", "median", "min", "max", "runs");
    assertThat(root.get("results").get(0).toString())
        .isEqualTo("{\"suite\":\"hog\",\"system\":\"weft\",\"variant\":\"work-stealing\",\"unit\":\"ns/op\","
            + "\"median\":150.0,\"min\":140.0,\"max\":170.0,\"runs\":5}");
    assertThat(root.get("results").get(2).get("median").isNull()).as("starved").isTrue();
  }

  @Test
  void pageStandsAloneAndShowsEveryResult(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("page.html");
    HtmlReport.write(file, new Machine(Map.of("command", "weft bench --peers <all>")), ALL, new Ratios("go"));
    assertThat(Files.readString(file))
        .contains("weft:work-stealing", "go:default", "starved", "(0.75)", "&lt;all&gt;")
        .doesNotContain("<all>", "http:", "https:", "src=", "NaN", "Infinity");
  }
}
