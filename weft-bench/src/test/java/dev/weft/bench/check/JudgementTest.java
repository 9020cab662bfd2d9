package dev.weft.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JudgementTest {
  @Test
  void aBugOfAnExpectedKindIsFound() {
    assertThat(Judgement.of(buggy("deadlock"), bug("deadlock", "data race"))).isEqualTo(Judgement.FOUND);
  }

  @Test
  void aBugOfOtherKindsOnlyIsSaidSo() {
    assertThat(Judgement.of(buggy("deadlock"), bug("livelock"))).isEqualTo(Judgement.OTHER_KIND);
  }

  @Test
  void aCleanVerdictIsRightOrAMiss() {
    assertThat(Judgement.of(buggy("deadlock"), clean())).isEqualTo(Judgement.MISSED);
    assertThat(Judgement.of(correct(), clean())).isEqualTo(Judgement.QUIET);
  }

  @Test
  void aBugInACorrectProgramIsAFalseReport() {
    assertThat(Judgement.of(correct(), bug("livelock"))).isEqualTo(Judgement.FALSE_REPORT);
  }

  @Test
  void sayingNothingIsAFailure() {
    assertThat(Judgement.of(correct(), Finding.none(1, "killed"))).isEqualTo(Judgement.FAILED);
  }

  @Test
  void aSummaryCountsEveryKindOfJudgement() {
    var rows =
        List.of(
            row(buggy("deadlock"), bug("deadlock").replayed(3, 2)),
            row(buggy("deadlock"), bug("livelock")),
            row(buggy("deadlock"), clean()),
            row(correct(), bug("livelock")),
            row(correct(), clean().counted(6)),
            row(correct(), clean().counted(5)),
            row(correct(), Finding.none(1, "killed")));
    CheckSummary sum = CheckSummary.of("it", rows);
    assertThat(sum.bugs()).isEqualTo(3);
    assertThat(sum.found()).isEqualTo(2);
    assertThat(sum.otherKind()).isEqualTo(1);
    assertThat(sum.correct()).isEqualTo(4);
    assertThat(sum.falseReports()).isEqualTo(1);
    assertThat(sum.failed()).isEqualTo(1);
    assertThat(sum.replayed()).isEqualTo(2);
    assertThat(sum.replays()).isEqualTo(3);
    assertThat(sum.counts()).isEqualTo(2);
    assertThat(sum.counted()).isEqualTo(1);
    assertThat(sum.untilFound()).isEqualTo(4);
    assertThat(sum.rate()).isEqualTo(50);
  }

  @Test
  void aWrongNumberOfExecutionsIsNotPerfect() {
    assertThat(row(correct(), clean().counted(6)).isPerfect("it")).isTrue();
    assertThat(row(correct(), clean().counted(5)).isPerfect("it")).isFalse();
    assertThat(row(correct(), clean().counted(0)).isPerfect("it")).isFalse();
    assertThat(row(correct(), clean()).isPerfect("it")).isTrue();
  }

  @Test
  void theTableNamesTheFalseReport() {
    CheckRow row = row(correct(), bug("livelock"));
    assertThat(new CheckTable(List.of("it"), List.of(row.one())).line(row)).contains("clean", "FALSE REPORT: livelock");
  }

  private static CheckRow row(CheckCase one, Finding finding) {
    return new CheckRow(one, Map.of("it", finding));
  }

  private static CheckCase buggy(String kind) {
    return new CheckCase("Case", Path.of("Case.java"), "Case", List.of(), false, true, Set.of(kind), "wrong", 0, "");
  }

  private static CheckCase correct() {
    return new CheckCase("Case", Path.of("Case.java"), "Case", List.of(), false, false, Set.of(), "right", 6, "");
  }

  private static Finding bug(String... kinds) {
    return new Finding(
        Finding.Verdict.BUG, new TreeSet<>(List.of(kinds)), 4, 4, false, 0.5, 1, 0, 0, -1, "");
  }

  private static Finding clean() {
    return new Finding(Finding.Verdict.CLEAN, new TreeSet<>(), 100, -1, false, 2, 3, 0, 0, -1, "");
  }
}
