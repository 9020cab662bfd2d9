// Wrong: the two fields are plain, so the readers may disagree.
// Idea: the litmus test of independent reads of independent writes (IRIW). Repaired twin: IndependentReadsVolatile.java.

int x;
int y;

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  int[] seen = new int[4];
  List<Thread> all =
      List.of(
          threads.start(() -> x = 1),
          threads.start(() -> y = 1),
          threads.start(
              () -> {
                seen[0] = x;
                seen[1] = y;
              }),
          threads.start(
              () -> {
                seen[2] = y;
                seen[3] = x;
              }));
  for (Thread thread : all) {
    thread.join();
  }
  if (seen[0] == 1 && seen[1] == 0 && seen[2] == 1 && seen[3] == 0) {
    throw new AssertionError("the readers disagree about which write was first");
  }
}
