/// Two objects whose synchronized methods call each other.
class SynchronizedMethods {
  private SynchronizedMethods other;

  synchronized void call() {
    other.answer();
  }

  synchronized void answer() {
    other.hashCode();
  }

  public static void main(String[] args) throws InterruptedException {
    SynchronizedMethods a = new SynchronizedMethods();
    SynchronizedMethods b = new SynchronizedMethods();
    a.other = b;
    b.other = a;
    Thread first = new Thread(a::call, "first");
    Thread second = new Thread(b::call, "second");
    first.start();
    second.start();
    first.join();
    second.join();
  }
}
