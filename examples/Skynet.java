// Skynet: a fiber forks ten, each of these ten, and so on until there are a million leaves; each adds up its children.
// Expect 499999500000, and the time that it took (the JVM's warm-up included).

import dev.weft.Fiber;
import dev.weft.Scope;

long skynet(long first, int size) throws Exception {
  if (size == 1) {
    return first;
  }
  int part = size / 10;
  long sum = 0;
  try (var scope = Scope.open()) {
    var children = new ArrayList<Fiber<Long>>(10);
    for (int i = 0; i < 10; i++) {
      long start = first + i * part;
      children.add(scope.fork(() -> skynet(start, part)));
    }
    for (var child : children) sum += child.join();
  }
  return sum;
}

void main() throws Exception {
  long start = System.nanoTime();
  IO.println(skynet(0, 1_000_000));
  IO.println("in " + (System.nanoTime() - start) / 1_000_000 + " ms");
}
