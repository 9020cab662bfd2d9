// Right: the count is atomic.
// Idea: kubernetes #81091, in GoKer (GoBench). Wrong twin: Kubernetes81091.java.

import dev.weft.Limit;
import dev.weft.Scope;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

final AtomicInteger calls = new AtomicInteger();

boolean filter(String node) {
  calls.incrementAndGet();
  return !node.isEmpty();
}

void main() throws InterruptedException {
  List<Boolean> fits = Scope.all(List.of("north", "south"), this::filter, Limit.of(2));
  if (calls.get() != fits.size()) {
    throw new AssertionError("calls = " + calls);
  }
}
