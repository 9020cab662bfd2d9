package dev.weft.check.launch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// The options of the program's JVM without which its source does not compile either, as `java FILE.java` takes them: preview features and modules.
final class CompilerOptions {
  private static final String PREVIEW = "--enable-preview";
  private static final Set<String> WITH_VALUE = Set.of("--add-exports", "--add-modules", "--limit-modules", "--module-path", "-p", "--upgrade-module-path",
      "--patch-module");

  private CompilerOptions() {}

  static List<String> of(List<String> jvmOptions) {
    List<String> options = new ArrayList<>();
    for (Iterator<String> rest = jvmOptions.iterator(); rest.hasNext();) {
      String option = rest.next();
      int equals = option.indexOf('=');
      if (option.equals(PREVIEW)) {
        options.addAll(List.of(PREVIEW, "-source", Integer.toString(Runtime.version().feature())));
      } else if (WITH_VALUE.contains(option) && rest.hasNext()) {
        options.addAll(List.of(option, rest.next()));
      } else if (equals > 0 && WITH_VALUE.contains(option.substring(0, equals))) {
        options.add(option);
      }
    }
    return options;
  }
}
