/** Fails before main. */
public class FailsEarly {
  static final int NONE = Integer.parseInt("none");

  public static void main(String[] args) {}
}
