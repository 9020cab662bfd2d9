// Wrong: a quick thread enters the next round before the slow one has left the last, which then waits on in a count
// that is not its own.
// Idea: the reusable barrier of Downey's Little Book of Semaphores. Repaired twin: BarrierGenerations.java.

final int parties = 2;
int arrived;

synchronized void await() throws InterruptedException {
  arrived++;
  if (arrived == parties) {
    arrived = 0;
    notifyAll();
    return;
  }
  while (arrived != 0) {
    wait();
  }
}

void twoRounds() {
  try {
    await();
    await();
  } catch (InterruptedException e) {
    throw new IllegalStateException(e);
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::twoRounds);
  Thread second = threads.start(this::twoRounds);
  first.join();
  second.join();
}
