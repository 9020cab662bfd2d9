package dev.weft.check.engine.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShadowTableTest {
  @Test
  void keepsEachVariableApartThroughGrowthAndForgetsAllAtOnce() {
    ShadowTable table = new ShadowTable();
    List<Object> objects = new ArrayList<>();
    List<Shadow> shadows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Object object = new String("equal but not the same");
      objects.add(object);
      shadows.add(table.of(object, i % 3));
    }
    assertThat(shadows).doesNotHaveDuplicates();
    for (int i = 0; i < objects.size(); i++) {
      assertThat(table.of(objects.get(i), i % 3)).isSameAs(shadows.get(i));
    }
    shadows.getFirst().writer = 7;
    table.clear();
    assertThat(table.of(objects.getFirst(), 0).writer).isEqualTo(Shadow.NOBODY);
  }
}
