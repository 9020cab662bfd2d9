// Wrong: notify wakes a thread of the wrong kind, which goes back to waiting: producers and consumers all sleep.
// Idea: JPF's BoundedBuffer with notify (Charpentier's study of it), SCTBench sync02, JMC wait-notify tests.
// Repaired twin: BoundedBufferNotifyAll.java.

int stored;

synchronized void put() throws InterruptedException {
  while (stored == 1) {
    wait();
  }
  stored++;
  notify();
}

synchronized void take() throws InterruptedException {
  while (stored == 0) {
    wait();
  }
  stored--;
  notify();
}

interface Step {
  void run() throws InterruptedException;
}

static Runnable twice(Step step) {
  return () -> {
    try {
      step.run();
      step.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  };
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  List<Thread> all = new ArrayList<>();
  for (int i = 0; i < 2; i++) {
    all.add(threads.start(twice(this::put)));
    all.add(threads.start(twice(this::take)));
  }
  for (Thread thread : all) {
    thread.join();
  }
}
