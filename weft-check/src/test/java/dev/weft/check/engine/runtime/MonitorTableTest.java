package dev.weft.check.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorTableTest {
  @Test
  void keepsTheMonitorOfEachObjectHoweverManyThereAre() {
    MonitorTable table = new MonitorTable();
    for (int schedule = 0; schedule < 3; schedule++) {
      table.clear();
      List<Object> objects = new ArrayList<>();
      List<Monitor> monitors = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        objects.add(new Object());
        monitors.add(table.of(objects.getLast()));
      }
      assertThat(monitors).doesNotHaveDuplicates();
      for (int i = 0; i < objects.size(); i++) {
        assertThat(table.of(objects.get(i))).isSameAs(monitors.get(i));
        assertThat(monitors.get(i).object).isSameAs(objects.get(i));
      }
      List<Monitor> seen = new ArrayList<>();
      table.each(seen::add);
      assertThat(seen).containsExactlyElementsOf(monitors);
    }
  }

  @Test
  void knowsNobodyAfterClear() {
    MonitorTable table = new MonitorTable();
    Object object = new Object();
    table.of(object).holds = 3;
    table.clear();
    List<Monitor> seen = new ArrayList<>();
    table.each(seen::add);
    assertThat(seen).isEmpty();
    assertThat(table.of(object).holds).isZero();
  }
}
