// Wrong: the first lock is taken for the second phase and never given back, so the second thread cannot begin.
// Idea: SCTBench phase01_bad. Repaired twin: PhaseLockReturned.java.

import java.util.concurrent.locks.ReentrantLock;

final ReentrantLock first = new ReentrantLock();
final ReentrantLock second = new ReentrantLock();

void phases() {
  first.lock();
  first.unlock();
  first.lock();
  second.lock();
  second.unlock();
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread one = threads.start(this::phases);
  Thread two = threads.start(this::phases);
  one.join();
  two.join();
}
