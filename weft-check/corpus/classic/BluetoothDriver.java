// Wrong: a request looks at the stopping flag before it counts itself as pending; the driver can stop in between.
// Idea: the Windows Bluetooth driver of Qadeer and Wu (KISS, 2004); SCTBench bluetooth_driver. Repaired twin:
// BluetoothDriverCounted.java.

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

final AtomicInteger pending = new AtomicInteger(1);
final CountDownLatch quiet = new CountDownLatch(1);
volatile boolean stopping;
volatile boolean stopped;

void leave() {
  if (pending.decrementAndGet() == 0) {
    quiet.countDown();
  }
}

void request() {
  if (stopping) {
    return;
  }
  pending.incrementAndGet();
  if (stopped) {
    throw new AssertionError("a request runs on a stopped driver");
  }
  leave();
}

void stop() {
  stopping = true;
  leave();
  try {
    quiet.await();
  } catch (InterruptedException e) {
    throw new IllegalStateException(e);
  }
  stopped = true;
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread stopper = threads.start(this::stop);
  request();
  stopper.join();
}
