// Right: each round has a number, and a thread waits for the number to change.
// Idea: the reusable barrier of Downey's Little Book of Semaphores. Broken twin: BarrierReused.java.

final int parties = 2;
int arrived;
int round;

synchronized void await() throws InterruptedException {
  int mine = round;
  arrived++;
  if (arrived == parties) {
    arrived = 0;
    round++;
    notifyAll();
    return;
  }
  while (mine == round) {
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
