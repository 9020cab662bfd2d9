package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Strands bypass the JDK's own way of running a virtual thread; flight recordings tell of them all the same.
class FlightRecordingTest {
  @Test
  void tellsWhenStrandsStartAndEnd(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("weft.jfr");
    try (var recording = new Recording()) {
      recording.enable("jdk.VirtualThreadStart");
      recording.enable("jdk.VirtualThreadEnd");
      recording.start();
      try (Scheduler scheduler = Schedulers.workStealing(1)) {
        Weft.with(scheduler).run(FlightRecordingTest::waitTogether);
      } // closed: its carriers have left the last strand
      recording.stop();
      recording.dump(file);
    }
    Map<String, Long> events = RecordingFile.readAllEvents(file).stream()
        .map(RecordedEvent::getEventType)
        .collect(Collectors.groupingBy(type -> type.getName(), Collectors.counting()));
    assertThat(events).containsOnlyKeys("jdk.VirtualThreadStart", "jdk.VirtualThreadEnd");
    assertThat(events.values()).as("at least one for each fiber that waits").allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(10));
  }

  private static void waitTogether() throws InterruptedException {
    var barrier = new CyclicBarrier(10);
    try (var scope = Scope.open()) {
      for (int i = 0; i < 10; i++) {
        scope.fork(() -> { barrier.await(); });
      }
    }
  }
}
