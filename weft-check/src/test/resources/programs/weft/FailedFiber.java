import dev.weft.Scope;

// A fiber's assertion fails; its scope throws that on.

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("worker", () -> {
      throw new AssertionError(7);
    });
  }
}
