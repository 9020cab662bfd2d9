// Wrong: the answer is cleared by the thread that should wait for it, after it was given: the wait spins for ever.
// Idea: JMC's and Fray's spin tests; a flag that its owner resets. Repaired twin: SpinForSet.java.

volatile boolean asked;
volatile boolean answered;

void answer() {
  while (!asked) {
    Thread.onSpinWait();
  }
  answered = true;
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread other = threads.start(this::answer);
  asked = true;
  answered = false;
  while (!answered) {
    Thread.onSpinWait();
  }
  other.join();
}
