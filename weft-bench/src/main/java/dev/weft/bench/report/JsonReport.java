package dev.weft.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.bench.Machine;
import dev.weft.bench.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `{"machine": {...}, "results": [{"suite", "system", "variant", "unit", "median", "min", "max", "runs"}]}`.
///
/// A median, minimum or maximum is `null` where the measured task was starved.
public final class JsonReport {
  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  public static void write(Path file, Machine machine, List<Result> results) throws IOException {
    ReportFile.write(file, text(machine, results) + "\n");
  }

  static String text(Machine machine, List<Result> results) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.set("machine", JSON.valueToTree(machine.facts()));
    ArrayNode array = root.putArray("results");
    for (Result result : results) {
      ObjectNode node = array.addObject();
      node.put("suite", result.suite());
      node.put("system", result.system());
      node.put("variant", result.variant());
      node.put("unit", result.unit());
      put(node, "median", result.median());
      put(node, "min", result.min());
      put(node, "max", result.max());
      node.put("runs", result.runs());
    }
    return JSON.writeValueAsString(root);
  }

  private static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, Math.round(value * 1000) / 1000.0);
    } else {
      node.putNull(key);
    }
  }
}
