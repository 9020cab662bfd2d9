package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.observe.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import programs.TooManyCarriers;
import programs.TooManySpares;

/// A scheduler for whose carriers, or spares, the system does not give enough threads.
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere address space cannot be limited")
class NoRoomForCarriersTest {
  private static final long KIBIBYTES = 30_000_000;
  private static final List<String> LARGE_STACKS =
      List.of("-Xss1g", "-Xlog:disable", "-Xmx64m", "-XX:+UseSerialGC", "-XX:ReservedCodeCacheSize=32m", "-XX:CompressedClassSpaceSize=32m");

  @Test
  void isNotMadeAndLeavesNoThreadsBehind() throws Exception {
    try (var child = ChildJvm.startWithin(KIBIBYTES, LARGE_STACKS, TooManyCarriers.class)) {
      ChildJvm.Ended ended = child.end();
      assertThat(ended.output()).as(ended.toString()).isEqualTo("refused\nworks\n");
    }
  }

  @Test
  void hasNoSparesThatDoNotRun() throws Exception {
    try (var child = ChildJvm.startWithin(KIBIBYTES, LARGE_STACKS, TooManySpares.class)) {
      ChildJvm.Ended ended = child.end();
      assertThat(ended.output()).as(ended.toString()).isEqualTo("1 carrier\nserved\n");
      assertThat(ended.errors()).containsOnlyOnce("OutOfMemoryError");
    }
  }
}
