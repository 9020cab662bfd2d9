// Wrong: the first thread guards the data with one lock, the others guard it with another.
// Idea: SCTBench wronglock and wronglock_3. Repaired twin: SameLock.java.

import java.util.concurrent.locks.ReentrantLock;

final ReentrantLock dataLock = new ReentrantLock();
final ReentrantLock otherLock = new ReentrantLock();
int data;

void guarded() {
  dataLock.lock();
  try {
    int before = data;
    data++;
    if (data != before + 1) {
      throw new AssertionError("data went from " + before + " to " + data);
    }
  } finally {
    dataLock.unlock();
  }
}

void misguarded() {
  otherLock.lock();
  try {
    data++;
  } finally {
    otherLock.unlock();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  List<Thread> all = new ArrayList<>();
  all.add(threads.start(this::guarded));
  for (int i = 0; i < Integer.parseInt(args[0]); i++) {
    all.add(threads.start(this::misguarded));
  }
  for (Thread thread : all) {
    thread.join();
  }
}
