package dev.weft.bench.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerCacheTest {
  @TempDir Path root;

  @Test
  void extractsTheSourcesAndBuildsOnce() throws Exception {
    var cache = new PeerCache(root.resolve("cache"));
    var builds = new AtomicInteger();
    Path first = cache.built("go", List.of("v1"), folder -> builds.incrementAndGet());
    Path again = cache.built("go", List.of("v1"), folder -> builds.incrementAndGet());
    assertThat(first).isEqualTo(again).isDirectoryContaining("glob:**/go.mod").isDirectoryContaining("glob:**/hog.go");
    assertThat(builds).hasValue(1);
  }

  @Test
  void anotherCompilerBuildsElsewhere() throws Exception {
    var cache = new PeerCache(root);
    Path one = cache.built("tokio", List.of("v1"), folder -> {});
    Path two = cache.built("tokio", List.of("v2"), folder -> {});
    assertThat(one).isNotEqualTo(two);
    assertThat(one.resolve("src/harness.rs")).exists();
  }

  @Test
  void whatWasLeftHalfBuiltIsMadeAnew() throws Exception {
    var cache = new PeerCache(root);
    assertThatThrownBy(
            () ->
                cache.built(
                    "jox",
                    List.of(),
                    folder -> {
                      Files.createFile(folder.resolve("half"));
                      throw new MissingToolchainException("the compiler failed");
                    }))
        .hasMessage("the compiler failed");
    Path folder = cache.built("jox", List.of(), in -> {});
    assertThat(folder.resolve("half")).doesNotExist();
    assertThat(folder.resolve("src/JoxPeer.java")).exists();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.createFile(root.resolve("file"));
    assertThatThrownBy(() -> new PeerCache(file).built("go", List.of(), folder -> {}))
        .isInstanceOf(MissingToolchainException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void failedToolsSayTheirLastWords() {
    assertThatThrownBy(() -> Tool.run(root, List.of("sh", "-c", "echo bad; exit 1")))
        .isInstanceOf(MissingToolchainException.class)
        .hasMessage("`sh -c ...` failed: bad");
    assertThatThrownBy(() -> Tool.need("no-such-tool", "the test"))
        .hasMessage("no `no-such-tool` on the PATH, which the test needs");
  }
}
