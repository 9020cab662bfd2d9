// Wrong: two values that belong together are written under two locks, one after the other; a reader comes in
// between.
// Idea: SCTBench twostage, twostage_20 and twostage_100. Repaired twin: TwoStageOneLock.java.

final Object firstLock = new Object();
final Object secondLock = new Object();
int first;
int second;

void write() {
  synchronized (firstLock) {
    first = 1;
  }
  synchronized (secondLock) {
    second = 2;
  }
}

void read() {
  int seenFirst;
  synchronized (firstLock) {
    seenFirst = first;
  }
  if (seenFirst == 0) {
    return;
  }
  int seenSecond;
  synchronized (secondLock) {
    seenSecond = second;
  }
  if (seenSecond != seenFirst + 1) {
    throw new AssertionError("first is " + seenFirst + ", second is " + seenSecond);
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  List<Thread> all = new ArrayList<>();
  for (int i = 0; i < Integer.parseInt(args[0]); i++) {
    all.add(threads.start(this::write));
  }
  all.add(threads.start(this::read));
  for (Thread thread : all) {
    thread.join();
  }
}
