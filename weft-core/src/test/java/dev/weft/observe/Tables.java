package dev.weft.observe;

/// Looks into tables, for tests.
final class Tables {
  private Tables() {}

  static RowGroup groupOf(FiberTable table, String name) {
    return table.threads().stream().filter(group -> group.names().contains(name)).findFirst().orElseThrow();
  }
}
