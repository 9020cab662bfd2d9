import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The JDK races with itself on purpose: the hash of a string is written without a lock, queues without locks read what others
/// write. None of that is the program's race.
public class Benign {
  public static void main(String[] args) throws InterruptedException {
    String text = new String(new char[] {'w', 'e', 'f', 't'});
    ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>();
    Exchanger<Integer> exchanger = new Exchanger<>();
    int[] hashes = new int[2];
    Thread[] threads = new Thread[2];
    for (int i = 0; i < 2; i++) {
      int me = i;
      threads[i] = new Thread(() -> {
        hashes[me] = text.hashCode();
        queue.add(me);
        queue.poll();
        try {
          exchanger.exchange(me, 1, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
          hashes[me] += e instanceof TimeoutException ? 0 : 1;
        }
      });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (hashes[0] != hashes[1] || !queue.isEmpty()) {
      throw new AssertionError(hashes[0] + " " + hashes[1] + " " + queue);
    }
  }
}
