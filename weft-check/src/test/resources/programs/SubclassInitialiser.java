/** The initialiser of a class uses its subclass: one thread that starts with the class and one that starts with the subclass wait for
 * each other. With an argument both start with the class. */
public class SubclassInitialiser {
  static class Shape {
    static final Shape UNIT = new Square();
  }

  static class Square extends Shape { }

  public static void main(String[] args) throws InterruptedException {
    Thread one = new Thread(() -> System.identityHashCode(Shape.UNIT), "one");
    Thread two = new Thread(() -> System.identityHashCode(args.length > 0 ? Shape.UNIT : new Square()), "two");
    one.start();
    two.start();
    one.join();
    two.join();
  }
}
