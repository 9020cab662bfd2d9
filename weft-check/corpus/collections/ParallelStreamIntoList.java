// Wrong: a parallel stream adds to one ArrayList from many threads.
// Idea: the side effect in forEach that the streams documentation warns of. Repaired twin:
// ParallelStreamCollect.java.

import java.util.stream.IntStream;

void main() {
  List<Integer> squares = new ArrayList<>();
  IntStream.range(0, 8).parallel().map(i -> i * i).forEach(squares::add);
  if (squares.size() != 8) {
    throw new AssertionError("squares holds " + squares.size() + " numbers, expected 8");
  }
}
