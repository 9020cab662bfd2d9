// Right: the answer is cleared before the question is asked.
// Idea: JMC's and Fray's spin tests; a flag that its owner resets. Broken twin: SpinForReset.java.

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
  answered = false;
  asked = true;
  while (!answered) {
    Thread.onSpinWait();
  }
  other.join();
}
