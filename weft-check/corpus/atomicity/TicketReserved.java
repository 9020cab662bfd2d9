// Right: a seller takes the seat first, with a compare-and-set that cannot go below zero.
// Idea: the airline program of the IBM contest and SCTBench-like suites. Broken twin: TicketOversold.java.

import java.util.concurrent.atomic.AtomicInteger;

final AtomicInteger free = new AtomicInteger(2);
final AtomicInteger sold = new AtomicInteger();

void sell() {
  int seen = free.get();
  while (seen > 0) {
    if (free.compareAndSet(seen, seen - 1)) {
      sold.incrementAndGet();
      return;
    }
    seen = free.get();
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
