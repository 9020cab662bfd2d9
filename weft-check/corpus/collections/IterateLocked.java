// Right: the whole iteration holds the list's monitor, as its documentation asks.
// Idea: the synchronizedList contract in the JDK's own documentation. Broken twin: IterateWhileAdding.java.

final List<Integer> list = Collections.synchronizedList(new ArrayList<>(List.of(1, 2, 3)));

int sum() {
  int sum = 0;
  synchronized (list) {
    for (int item : list) {
      sum += item;
    }
  }
  return sum;
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread adder = threads.start(() -> list.add(4));
  int sum = sum();
  adder.join();
  if (sum != 6 && sum != 10) {
    throw new AssertionError("sum is " + sum);
  }
}
