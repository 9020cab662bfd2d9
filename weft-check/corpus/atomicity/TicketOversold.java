// Wrong: a seller looks whether a seat is free and sells it in a second step; the last seat is sold twice.
// Idea: the airline program of the IBM contest and SCTBench-like suites. Repaired twin: TicketReserved.java.

import java.util.concurrent.atomic.AtomicInteger;

final AtomicInteger free = new AtomicInteger(2);
final AtomicInteger sold = new AtomicInteger();

void sell() {
  if (free.get() > 0) {
    free.decrementAndGet();
    sold.incrementAndGet();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  List<Thread> sellers = new ArrayList<>();
  for (int i = 0; i < 3; i++) {
    sellers.add(threads.start(this::sell));
  }
  for (Thread seller : sellers) {
    seller.join();
  }
  if (sold.get() != 2) {
    throw new AssertionError(sold.get() + " tickets sold for 2 seats");
  }
}
