package dev.weft.bench.check;

/// Compares a finding with the truth.
///
/// | the program | the checker says | judgement |
/// |---|---|---|
/// | has a bug | bug, of a kind that the index names | `FOUND` |
/// | has a bug | bug, only of other kinds | `OTHER_KIND` |
/// | has a bug | clean | `MISSED` |
/// | is correct | bug | `FALSE_REPORT` |
/// | is correct | clean | `QUIET` |
/// | any | nothing, or that it has no control | `FAILED` |
public enum Judgement {
  FOUND("found", true),
  OTHER_KIND("other kind", false),
  MISSED("MISSED", false),
  FALSE_REPORT("FALSE REPORT", false),
  QUIET("quiet", true),
  FAILED("FAILED", false);

  private final String says;
  private final boolean good;

  Judgement(String says, boolean good) {
    this.says = says;
    this.good = good;
  }

  public String says() {
    return says;
  }

  /// Whether this is what a perfect checker would get.
  public boolean good() {
    return good;
  }

  public static Judgement of(CheckCase one, Finding finding) {
    return switch (finding.verdict()) {
      case NONE, UNCONTROLLED -> FAILED;
      case CLEAN -> one.buggy() ? MISSED : QUIET;
      case BUG -> {
        if (!one.buggy()) {
          yield FALSE_REPORT;
        }
        boolean named = finding.kinds().isEmpty() || finding.kinds().stream().anyMatch(one.kinds()::contains);
        yield named ? FOUND : OTHER_KIND;
      }
    };
  }
}
