package dev.weft;

import dev.weft.internal.util.Texts;
import java.util.List;

/// What somebody waits for, in words, and who could end the wait.
///
/// @param action what is being tried, such as `receive from`
/// @param resource on what, such as `channel pages: 0 of 100`
/// @param holders the names of those who hold it, such as the fiber that owns a lock, with a remark where that has ended; empty if that means nothing here
///     or is unknown
/// @param timed whether it ends by itself when a time has come
public record WaitReason(String action, String resource, List<String> holders, boolean timed) {
  public WaitReason {
    holders = List.copyOf(holders);
  }

  /// A reason without holders that does not end by itself.
  public static WaitReason of(String action, String resource) {
    return new WaitReason(action, resource, List.of(), false);
  }

  @Override
  public String toString() {
    String held = holders.isEmpty() ? "" : ", held by " + String.join(", ", holders);
    return Texts.line(action + " " + resource + held);
  }
}
