package dev.weft.check.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void readsWhatItWrites() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("text", "a \"quoted\"\n<tag> \\ \u0001");
    map.put("numbers", List.of(1L, -2L));
    map.put("nothing", null);
    map.put("nested", Map.of("flag", true, "half", 0.5));
    map.put("empty", List.of());
    assertThat(Json.parseObject(Json.write(map))).isEqualTo(map);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1]", "{\"a\": }", "{\"a\": 1", "{\"a\": \"x}", "{} x", "{\"a\": 1x}"})
  void refusesWhatIsNotOneObject(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.parseObject(text)).withMessageContaining("at character");
  }
}
