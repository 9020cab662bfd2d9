// Right: one synchronized method looks and pops.
// Idea: SCTBench stack_bad. Broken twin: StackCheckThenPop.java.

final int[] items = {7, 0};
int size = 1;

synchronized boolean isEmpty() {
  return size == 0;
}

synchronized int pop() {
  return items[--size];
}

void take() {
  synchronized (this) {
    if (!isEmpty()) {
      pop();
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::take);
  Thread second = threads.start(this::take);
  first.join();
  second.join();
}
