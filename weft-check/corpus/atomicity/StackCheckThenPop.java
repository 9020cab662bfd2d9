// Wrong: every method is synchronized, but "not empty, so pop" spans two of them: the second thread pops an empty
// stack.
// Idea: SCTBench stack_bad. Repaired twin: StackPopIfAny.java.

final int[] items = {7, 0};
int size = 1;

synchronized boolean isEmpty() {
  return size == 0;
}

synchronized int pop() {
  return items[--size];
}

void take() {
  if (!isEmpty()) {
    pop();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::take);
  Thread second = threads.start(this::take);
  first.join();
  second.join();
}
