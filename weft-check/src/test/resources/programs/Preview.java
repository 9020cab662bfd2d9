import java.util.concurrent.StructuredTaskScope;

class Preview {
  public static void main(String[] args) throws InterruptedException {
    int[] sum = new int[1];
    try (var scope = StructuredTaskScope.open()) {
      scope.fork(() -> sum[0]++);
      scope.fork(() -> sum[0]++);
      scope.join();
    }
  }
}
