// Wrong: fibers use the counter of the loop that starts them as their own number.
// Idea: moby #27037, in GoKer (GoBench). Repaired twin: Moby27037Repaired.java.

import dev.weft.Scope;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

final Set<Integer> attached = ConcurrentHashMap.newKeySet();
int i;

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    for (i = 0; i < 2; i++) {
      scope.fork(() -> attached.add(i));
    }
  }
  if (!attached.equals(Set.of(0, 1))) {
    throw new AssertionError("attached to " + attached);
  }
}
