// Wrong: each station copies its neighbour's value, but nothing says in which order, so the ring ends unequal.
// Idea: SCTBench token_ring. Repaired twin: TokenRingBarrier.java.

import java.util.concurrent.atomic.AtomicIntegerArray;

final AtomicIntegerArray stations = new AtomicIntegerArray(4);

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  stations.set(0, 7);
  List<Thread> all = new ArrayList<>();
  for (int i = 1; i < stations.length(); i++) {
    int me = i;
    all.add(
        threads.start(
            () -> {
              stations.set(me, stations.get(me - 1));
            }));
  }
  for (Thread thread : all) {
    thread.join();
  }
  if (stations.get(3) != 7) {
    throw new AssertionError("the token did not come round: " + stations);
  }
}
