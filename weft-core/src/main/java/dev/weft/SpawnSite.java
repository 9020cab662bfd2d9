package dev.weft;

import dev.weft.internal.util.CallSites;
import java.util.Objects;
import java.util.concurrent.Callable;

/// Where in the program fibers of one kind are forked.
///
/// Found by walking the stack when a body's class is forked for the first time and kept with that class: each lambda
/// expression has a class of its own, so a fork in a loop costs one walk in all. A body class that is forked from several places
/// keeps the first. Who forks on behalf of others, as the stages of a pipeline are, finds their place by [#here] and marks the bodies.
///
/// @param place such as `Crawl.java:12`; `unknown` if nobody but Weft and the JDK is on the stack
/// @param method such as `Crawl.main`; `unknown` likewise
public record SpawnSite(String place, String method) {
  private static final SpawnSite UNKNOWN = new SpawnSite("unknown", "unknown");

  /// Stands for the sites of bodies that know their own.
  private static final SpawnSite MARKED = new SpawnSite("marked", "marked");

  private static final ClassValue<SpawnSite> SITES =
      new ClassValue<>() {
        @Override
        protected SpawnSite computeValue(Class<?> body) {
          return Marked.class.isAssignableFrom(body) ? MARKED : here();
        }
      };

  /// The site of a body that is being forked by the caller's caller.
  static SpawnSite of(Object body) {
    SpawnSite site = SITES.get(Objects.requireNonNull(body, "body").getClass());
    return site == MARKED ? ((Marked) body).site() : site;
  }

  /// Where in the program Weft is being called: the innermost frame that is neither Weft's nor the JDK's. Walks the stack.
  public static SpawnSite here() {
    return CallSites.caller()
        .map(
            frame -> {
              String type = frame.getClassName();
              String simple = type.substring(type.lastIndexOf('.') + 1);
              return new SpawnSite(CallSites.place(frame), simple + "." + frame.getMethodName());
            })
        .orElse(UNKNOWN);
  }

  // ---- bodies that are forked on behalf of others

  /// The same body, whose fiber is said to be forked at this site.
  public <T> Callable<T> mark(Callable<T> body) {
    return new MarkedCallable<>(this, Objects.requireNonNull(body, "body"));
  }

  /// The same body, whose fiber is said to be forked at this site.
  public Action mark(Action body) {
    return new MarkedAction(this, Objects.requireNonNull(body, "body"));
  }

  private sealed interface Marked {
    SpawnSite site();
  }

  private record MarkedCallable<T>(SpawnSite site, Callable<T> body) implements Marked, Callable<T> {
    @Override
    public T call() throws Exception {
      return body.call();
    }
  }

  private record MarkedAction(SpawnSite site, Action body) implements Marked, Action {
    @Override
    public void run() throws Exception {
      body.run();
    }
  }

  @Override
  public String toString() {
    return place;
  }
}
