package dev.weft.check.engine.explore;

import dev.weft.check.engine.agent.Agent;
import dev.weft.check.engine.runtime.Sites;
import dev.weft.check.engine.runtime.Statics;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/// Loads the classes of the class path for one schedule; the loader of the schedule before becomes garbage.
final class FreshLoader extends URLClassLoader {
  private static final URL[] CLASS_PATH = urls(System.getProperty("java.class.path", ""));

  static {
    registerAsParallelCapable();
  }

  private FreshLoader() {
    super("weft-check-app", CLASS_PATH, ClassLoader.getPlatformClassLoader());
  }

  static FreshLoader next() {
    Agent.keepInstrumented();
    Sites.forgetFields();
    Statics.forget();
    return new FreshLoader();
  }

  private static URL[] urls(String path) {
    List<URL> urls = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator, -1)) {
      try {
        urls.add(new File(entry.isEmpty() ? "." : entry).toURI().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalStateException("the class path has an entry that is no file: " + entry, e);
      }
    }
    return urls.toArray(URL[]::new);
  }
}
