// Wrong: a filter counts its calls in a plain field, and the scheduler filters the nodes in parallel.
// Idea: kubernetes #81091, in GoKer (GoBench). Repaired twin: Kubernetes81091Repaired.java.

import dev.weft.Limit;
import dev.weft.Scope;
import java.util.List;

int calls;

boolean filter(String node) {
  calls++;
  return !node.isEmpty();
}

void main() throws InterruptedException {
  List<Boolean> fits = Scope.all(List.of("north", "south"), this::filter, Limit.of(2));
  if (calls != fits.size()) {
    throw new AssertionError("calls = " + calls);
  }
}
