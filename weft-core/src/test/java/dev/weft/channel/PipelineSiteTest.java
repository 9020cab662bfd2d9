package dev.weft.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Fn;
import dev.weft.Scope;
import dev.weft.SpawnSite;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The fibers of a pipeline are forked where the program has added their stages.
@SuppressWarnings("try") // closing a scope may park
class PipelineSiteTest {
  private static final List<Integer> NUMBERS = List.of(1, 2, 3);
  private static final Scheduler SCHEDULER = Schedulers.virtualTime();

  @AfterAll
  static void closeTheScheduler() {
    SCHEDULER.close();
  }

  @Test
  void eachStageNamesTheLineThatAddedIt() throws Exception {
    List<String> sites =
        Weft.with(SCHEDULER).call(
            () -> {
              try (var scope = Scope.open()) {
                return Pipeline.from(scope, NUMBERS)
                    .<Set<String>>map(n -> new TreeSet<>(Set.of(site())))
                    .filter(seen -> seen.add(site()))
                    .<Set<String>>map(2, seen -> with(seen, site()))
                    .<Set<String>>mapUnordered(2, seen -> with(seen, site()))
                    .toList()
                    .getFirst()
                    .stream()
                    .toList();
              }
            });
    int first = line() - 10;
    assertThat(sites).containsExactly(place(first), place(first + 1), place(first + 2), place(first + 3));
  }

  @Test
  void twoPipelinesWithTheSameFunctionNameTheirOwnLines() throws Exception {
    Fn<Integer, String> site = _ -> site();
    Weft.with(SCHEDULER).run(
        () -> {
          try (var scope = Scope.open()) {
            int line = line();
            assertThat(Pipeline.from(scope, NUMBERS).map(2, site).toList()).containsOnly(place(line + 1));
            assertThat(Pipeline.from(scope, NUMBERS).map(2, site).toList()).containsOnly(place(line + 2));
          }
        });
  }

  @Test
  void sourcesAndMergesToo() throws Exception {
    Weft.with(SCHEDULER).run(
        () -> {
          try (var scope = Scope.open()) {
            int line = line();
            Pipeline<Integer> left = Pipeline.from(scope, NUMBERS);
            Pipeline<Integer> right = Pipeline.from(scope, NUMBERS);
            Pipeline<Integer> both = Pipeline.merge(left, right);
            Set<String> sites = new TreeSet<>();
            for (Feeder feeder : both.feeders()) {
              Fiber<?> stage = ((StageRun<?>) feeder).fiber();
              sites.add(stage.spawnSite().place());
            }
            assertThat(sites).containsExactly(place(line + 1), place(line + 2), place(line + 3));
            both.toList();
          }
        });
  }

  @Test
  void whoForksOnBehalfOfOthersSaysWhere() throws Exception {
    Weft.with(SCHEDULER).run(
        () -> {
          try (var scope = Scope.open()) {
            int line = line();
            SpawnSite here = SpawnSite.here();
            assertThat(here.place()).isEqualTo(place(line + 1));
            Callable<String> body = here.mark(() -> site());
            assertThat(scope.fork(body).join()).isEqualTo(place(line + 1));
            assertThat(scope.fork("action", here.mark(() -> {})).spawnSite()).isEqualTo(here);
          }
        });
  }

  private static Set<String> with(Set<String> sites, String site) {
    sites.add(site);
    return sites;
  }

  private static String site() {
    return Fiber.current().orElseThrow().spawnSite().place();
  }

  private static String place(int line) {
    return "PipelineSiteTest.java:" + line;
  }

  private static int line() {
    return StackWalker.getInstance().walk(frames -> frames.skip(1).findFirst()).orElseThrow().getLineNumber();
  }
}
