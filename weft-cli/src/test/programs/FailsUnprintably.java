/** Fails in main with an exception that cannot even say what it is. */
public class FailsUnprintably {
  public static void main(String[] args) {
    throw new IllegalStateException() {
      @Override
      public String getMessage() {
        throw new UnsupportedOperationException("no message");
      }
    };
  }
}
