// Right: the stream collects its results itself.
// Idea: the side effect in forEach that the streams documentation warns of. Broken twin:
// ParallelStreamIntoList.java.

import java.util.stream.IntStream;

void main() {
  List<Integer> squares = IntStream.range(0, 8).parallel().map(i -> i * i).boxed().toList();
  if (squares.size() != 8) {
    throw new AssertionError("squares holds " + squares.size() + " numbers, expected 8");
  }
}
