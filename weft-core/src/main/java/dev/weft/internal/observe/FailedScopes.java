package dev.weft.internal.observe;

import dev.weft.internal.fiber.KeptFailure;
import dev.weft.internal.fiber.Owner;
import dev.weft.internal.fiber.Registry;
import dev.weft.observe.FailedScope;
import dev.weft.observe.ThreadRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The open scopes that keep failures.
final class FailedScopes {
  private static final int NAMED = 5;

  private FailedScopes() {}

  static List<FailedScope> now() {
    return Registry.scopes().flatMap(FailedScopes::of).toList();
  }

  private static Stream<FailedScope> of(Owner scope) {
    List<KeptFailure> kept = scope.kept();
    if (kept.isEmpty()) {
      return Stream.of();
    }
    List<String> names = kept.stream().limit(NAMED).map(failure -> failure.fiber().name()).toList();
    Throwable first = kept.getFirst().cause();
    var at = Arrays.stream(first.getStackTrace()).filter(frame -> !ThreadRow.isInner(frame)).findFirst();
    return Stream.of(new FailedScope(scope.name(), kept.size(), names, first, at));
  }

  static void print(List<FailedScope> failed, StringBuilder into) {
    if (!failed.isEmpty()) {
      into.append("\nfailed, to be told when their scopes are closed\n");
      failed.forEach(scope -> RowText.line("  ", scope.toString(), into));
    }
  }
}
