// Right: the flags and the turn are volatile, which makes every access sequentially consistent.
// Idea: Peterson 1981; SCTBench and JPF's Peterson, with and without the fence. Broken twin: PetersonPlain.java.

volatile boolean wants0;
volatile boolean wants1;
volatile int turn;
int count;

void enter0() {
  wants0 = true;
  turn = 1;
  while (wants1 && turn == 1) {
    Thread.onSpinWait();
  }
  count++;
  wants0 = false;
}

void enter1() {
  wants1 = true;
  turn = 0;
  while (wants0 && turn == 0) {
    Thread.onSpinWait();
  }
  count++;
  wants1 = false;
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread zero = threads.start(this::enter0);
  Thread one = threads.start(this::enter1);
  zero.join();
  one.join();
  if (count != 2) {
    throw new AssertionError("count is " + count);
  }
}
