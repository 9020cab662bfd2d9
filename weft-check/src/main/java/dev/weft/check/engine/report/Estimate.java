package dev.weft.check.engine.report;

import java.util.Locale;

/// How much is left to explore, as far as the schedules drawn by chance tell. A schedule that chance hardly ever leads to is not
/// foreseen by it.
///
/// @param share   of further schedules that would be new
/// @param atMost  the share is an upper bound, not an estimate
/// @param atLeast so many distinct schedules there are, those that were seen with them
public record Estimate(double share, boolean atMost, long atLeast) {
  /// `about 12% of further schedules would be new`.
  public String shareText() {
    double percent = 100 * share;
    String number = percent < 0.1 ? "0.1" : String.format(Locale.ROOT, percent < 10 ? "%.1f" : "%.0f", percent);
    return (atMost || percent < 0.1 ? "fewer than " : "about ") + number + "% of further schedules would be new";
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s; at least %,d distinct ones are likely", shareText(), atLeast);
  }
}
