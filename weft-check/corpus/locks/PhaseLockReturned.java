// Right: the first lock is given back before the second phase.
// Idea: SCTBench phase01_bad. Broken twin: PhaseLockKept.java.

import java.util.concurrent.locks.ReentrantLock;

final ReentrantLock first = new ReentrantLock();
final ReentrantLock second = new ReentrantLock();

void phases() {
  first.lock();
  first.unlock();
  first.lock();
  first.unlock();
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
