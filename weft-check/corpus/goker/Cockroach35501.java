// Wrong: each check is validated by a fiber of its own, which reads the variable of the loop after the loop has gone on.
// Idea: cockroach #35501, in GoKer (GoBench). Repaired twin: Cockroach35501Repaired.java.

import dev.weft.Scope;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

final Set<String> validated = ConcurrentHashMap.newKeySet();
String check = "";

void validateChecks(List<String> checks) throws InterruptedException {
  try (Scope scope = Scope.open()) {
    for (String each : checks) {
      check = each;
      scope.fork("validate " + each, () -> validate(check));
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
