package dev.weft.bench;

/// One thing to measure: a suite at one size.
///
/// @param name what reports call it, such as `buffered-128`
/// @param suite what a peer calls it, such as `buffered`
/// @param size the suite's size: capacity, stages, clauses, tasks; 0 where a suite has none
/// @param tasks how many tasks are alive at once, roughly: kernel threads are not asked for a million
/// @param says what one operation is, in a few words
public record Case(String name, String suite, int size, int tasks, String says) {

  /// The same suite at another size, which is then part of the name and of what it says; its tasks grow with the size.
  Case at(int otherSize) {
    String otherSays = says.replace(String.valueOf(size), String.valueOf(otherSize));
    return new Case(suite + "@" + otherSize, suite, otherSize, otherSize, otherSays);
  }

  boolean isCalled(String word) {
    return word.equals(name) || word.equals(suite);
  }
}
