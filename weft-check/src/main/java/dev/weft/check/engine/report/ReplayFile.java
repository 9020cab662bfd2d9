package dev.weft.check.engine.report;

import dev.weft.check.engine.strategy.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `.weft` file: the schedule of a bug, with what is needed to tell whether a replay was the same.
///
/// @param hash of all events; a replay with another hash has run another program
public record ReplayFile(String program, String kind, String headline, Schedule schedule, long hash, String java) {
  private static final int VERSION = 2;

  public void write(Path file) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("weft", VERSION);
    map.put("program", program);
    map.put("kind", kind);
    map.put("headline", headline);
    map.put("java", java);
    map.put("seed", schedule.seed());
    map.put("hash", Long.toHexString(hash));
    map.put("segments", list(schedule.segmentsCopy()));
    map.put("fairFrom", schedule.fairFrom());
    map.put("endlessAt", schedule.endlessAt());
    map.put("picks", list(schedule.picksCopy()));
    Files.writeString(file, Json.write(map));
  }

  /// @throws IOException if the file cannot be read or is not a replay file; the message says which
  public static ReplayFile read(Path file) throws IOException {
    try {
      Map<String, @Nullable Object> map = Json.parseObject(Files.readString(file));
      if (!(map.get("weft") instanceof Number version) || version.intValue() != VERSION) {
        throw new IOException(file + " is not a replay file of this version (\"weft\": " + VERSION + ")");
      }
      Schedule schedule = new Schedule(ints(map.get("segments")), ints(map.get("picks")),
          number(map.get("seed")), number(map.get("fairFrom")), number(map.get("endlessAt")));
      return new ReplayFile(String.valueOf(map.get("program")), String.valueOf(map.get("kind")),
          String.valueOf(map.get("headline")), schedule,
          Long.parseUnsignedLong(String.valueOf(map.get("hash")), 16), String.valueOf(map.get("java")));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is not a replay file: " + e.getMessage());
    }
  }

  private static List<Integer> list(int[] values) {
    List<Integer> list = new ArrayList<>();
    for (int value : values) {
      list.add(value);
    }
    return list;
  }

  private static long number(@Nullable Object value) {
    if (value instanceof Number n) {
      return n.longValue();
    }
    throw new IllegalArgumentException("a number is missing");
  }

  private static int[] ints(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException("a list of numbers is missing");
    }
    return list.stream().mapToInt(v -> {
      if (v instanceof Number n) {
        return n.intValue();
      }
      throw new IllegalArgumentException("a list holds something that is not a number");
    }).toArray();
  }
}
