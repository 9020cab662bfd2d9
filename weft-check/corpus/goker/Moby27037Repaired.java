// Right: each fiber has a copy of the counter's value.
// Idea: moby #27037, in GoKer (GoBench). Wrong twin: Moby27037.java.

import dev.weft.Scope;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

final Set<Integer> attached = ConcurrentHashMap.newKeySet();

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    for (int i = 0; i < 2; i++) {
      int own = i;
      scope.fork(() -> attached.add(own));
    }
  }
  if (!attached.equals(Set.of(0, 1))) {
    throw new AssertionError("attached to " + attached);
  }
}
