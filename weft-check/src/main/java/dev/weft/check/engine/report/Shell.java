package dev.weft.check.engine.report;

/// Words for a POSIX shell.
public final class Shell {
  private Shell() {}

  /// The word, in single quotes if the shell would not take it as it is.
  public static String quote(String word) {
    return word.matches("[\\w./:=@%+,#-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
