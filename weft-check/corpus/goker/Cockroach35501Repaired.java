// Right: each fiber gets the check of its own round.
// Idea: cockroach #35501, in GoKer (GoBench). Wrong twin: Cockroach35501.java.

import dev.weft.Scope;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

final Set<String> validated = ConcurrentHashMap.newKeySet();

void validateChecks(List<String> checks) throws InterruptedException {
  try (Scope scope = Scope.open()) {
    for (String each : checks) {
      scope.fork("validate " + each, () -> validate(each));
    }
  }
}

void validate(String name) {
  validated.add(name);
}

void main() throws InterruptedException {
  validateChecks(List.of("positive", "unique"));
  if (validated.size() != 2) {
    throw new AssertionError("validated " + validated);
  }
}
