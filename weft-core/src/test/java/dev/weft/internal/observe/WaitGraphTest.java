package dev.weft.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitGraphTest {
  private static WaitGraph<String> graph(String edges) {
    var graph = new WaitGraph<String>();
    for (String edge : edges.split(" ")) {
      String[] ends = edge.split(">");
      if (ends.length == 2 && ends[1].contains("/")) {
        graph.waitsForAny(ends[0], List.of(ends[1].split("/")));
      } else if (ends.length == 2) {
        graph.waits(ends[0], List.of(ends[1].split("\\+")));
      }
    }
    return graph;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a>b                     | ",
        "a>b b>c                 | ",
        "a>a                     | a",
        "a>b b>a                 | a b",
        "a>b b>c c>a             | a b c",
        "x>a a>b b>a             | a b",
        "a>b b>a c>d d>c         | a b, c d",
        "m>a+b a>b b>a           | a b",
        "m>a+b a>b               | ",
        "m>a+z a>m               | a m",
        "a>b b>c c>b d>c         | b c",
        "a>b+c b>a c>a           | a b",
        "a>a/z                   | ",
        "a>a/b b>a               | a b",
        "a>a/b b>a/b             | a b",
        "a>b/c b>a               | ",
        "a>b/c b>a c>a           | a b",
        "a>b/c b>a c>d d>c       | c d, a b"
      })
  void findsOneCircleInEachPart(String edges, String expected) {
    List<String> found =
        graph(edges.strip()).cycles().stream().map(cycle -> String.join(" ", cycle.stream().sorted().toList())).toList();
    List<String> wanted = expected == null ? List.of() : Arrays.asList(expected.strip().split(", "));
    assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void aMillionInARowEndWithoutARecursion() {
    var graph = new WaitGraph<Integer>();
    for (int i = 0; i < 1_000_000; i++) {
      graph.waits(i, List.of(i + 1));
    }
    assertThat(graph.cycles()).isEmpty();
    graph.waits(1_000_000, List.of(999_999));
    assertThat(graph.cycles()).containsExactly(List.of(999_999, 1_000_000));
  }

  @Test
  void everyCircleFoundIsOneAndNoneIsMissed() {
    var random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      int n = 2 + random.nextInt(7);
      Set<List<Integer>> edges = new HashSet<>();
      var graph = new WaitGraph<Integer>();
      for (int i = 0; i < random.nextInt(2 * n); i++) {
        List<Integer> edge = List.of(random.nextInt(n), random.nextInt(n));
        edges.add(edge);
        graph.waits(edge.get(0), List.of(edge.get(1)));
      }
      List<List<Integer>> cycles = graph.cycles();
      for (List<Integer> cycle : cycles) {
        for (int i = 0; i < cycle.size(); i++) {
          assertThat(edges).contains(List.of(cycle.get(i), cycle.get((i + 1) % cycle.size())));
        }
      }
      assertThat(cycles.isEmpty()).isEqualTo(!hasCycle(edges, n));
    }
  }

  /// By taking away whoever waits for somebody who waits for nobody, again and again.
  private static boolean hasCycle(Set<List<Integer>> edges, int n) {
    List<List<Integer>> left = new ArrayList<>(edges);
    while (left.removeAll(left.stream().filter(e -> left.stream().noneMatch(o -> o.get(0).equals(e.get(1)))).toList())) {
      // until nobody can be taken away
    }
    return !left.isEmpty();
  }
}
