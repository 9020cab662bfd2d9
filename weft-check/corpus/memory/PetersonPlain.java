// Wrong: the flags and the turn are plain fields: without volatile the algorithm is only a race.
// Idea: Peterson 1981; SCTBench and JPF's Peterson, with and without the fence. Repaired twin:
// PetersonVolatile.java.

boolean wants0;
boolean wants1;
int turn;
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
