package dev.weft.bench.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The report as JSON: `{"budgetSeconds", "cases": [{"name", "virtual", "truth", "executions", "findings": {...}}],
/// "totals": [...]}`.
///
/// What a checker does not say is `null`.
final class CheckJson {
  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private CheckJson() {}

  static void write(Path file, double budget, List<CheckRow> rows, List<CheckSummary> totals) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("budgetSeconds", budget);
    ArrayNode cases = root.putArray("cases");
    for (CheckRow row : rows) {
      ObjectNode node = cases.addObject();
      node.put("name", row.one().name());
      node.put("virtual", row.one().virtual());
      node.put("truth", row.one().buggy() ? "bug" : "clean");
      number(node, "executions", row.one().executions() == 0 ? -1 : row.one().executions());
      ObjectNode findings = node.putObject("findings");
      row.findings().forEach((checker, finding) -> put(findings.putObject(checker), row, checker, finding));
    }
    ArrayNode all = root.putArray("totals");
    totals.forEach(each -> put(all.addObject(), each));
    Files.writeString(file, JSON.writeValueAsString(root) + "\n");
  }

  private static void put(ObjectNode node, CheckRow row, String checker, Finding finding) {
    node.put("judgement", row.judgement(checker).name());
    ArrayNode kinds = node.putArray("kinds");
    finding.kinds().forEach(kinds::add);
    number(node, "schedules", finding.schedules());
    number(node, "untilFound", finding.untilFound());
    node.put("complete", finding.complete());
    number(node, "schedulesPerSecond", finding.rate());
    number(node, "exploringSeconds", finding.exploring());
    number(node, "wallSeconds", finding.wall());
    node.put("replays", finding.replays());
    node.put("replayed", finding.replayed());
    number(node, "executions", finding.executions());
    node.put("note", finding.note());
  }

  private static void put(ObjectNode node, CheckSummary sum) {
    node.put("checker", sum.checker());
    node.put("bugs", sum.bugs());
    node.put("found", sum.found());
    node.put("otherKind", sum.otherKind());
    node.put("correct", sum.correct());
    node.put("falseReports", sum.falseReports());
    node.put("failed", sum.failed());
    node.put("replays", sum.replays());
    node.put("replayed", sum.replayed());
    node.put("counts", sum.counts());
    node.put("counted", sum.counted());
    number(node, "medianUntilFound", sum.untilFound());
    number(node, "medianSchedulesPerSecond", sum.rate());
    number(node, "wallSeconds", sum.wall());
  }

  private static void number(ObjectNode node, String field, double value) {
    if (Double.isFinite(value) && value >= 0) {
      node.put(field, Math.round(value * 1000) / 1000.0);
    } else {
      node.putNull(field);
    }
  }
}
