// Wrong: an item is handed to a waiting borrower that has just been interrupted; it leaves with the exception and
// the item is lost.
// Idea: POOL-162 of Apache Commons Pool, in JaConTeBe. Repaired twin: InterruptedBorrowerGivesBack.java.

static final class Place {
  String item;
}

final Deque<String> idle = new ArrayDeque<>(List.of("connection"));
final Deque<Place> waiting = new ArrayDeque<>();

synchronized String borrow() throws InterruptedException {
  if (waiting.isEmpty() && !idle.isEmpty()) {
    return idle.pop();
  }
  Place mine = new Place();
  waiting.add(mine);
  try {
    while (mine.item == null) {
      wait();
    }
    return mine.item;
  } catch (InterruptedException e) {
    waiting.remove(mine);
    throw e;
  }
}

synchronized void giveBack(String item) {
  Place first = waiting.poll();
  if (first == null) {
    idle.push(item);
  } else {
    first.item = item;
    notifyAll();
  }
}

void use() {
  try {
    giveBack(borrow());
  } catch (InterruptedException e) {
    Thread.currentThread().interrupt();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  String mine = borrow();
  Thread impatient = threads.start(this::use);
  impatient.interrupt();
  giveBack(mine);
  Thread patient = threads.start(this::use);
  impatient.join();
  patient.join();
  if (idle.size() != 1) {
    throw new AssertionError("the pool holds " + idle.size() + " connections, expected 1");
  }
}
