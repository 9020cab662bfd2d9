package dev.weft.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `weft-core` as a library: its jar alone, with nothing beside it, and no flag.
class LibraryIT {
  @TempDir private static Path folder;

  private static Path jar;
  private static Path main;

  @BeforeAll
  static void write() throws IOException {
    try (Stream<Path> files = Files.list(Child.CHECKOUT.resolve("weft-core/target"))) {
      jar = files.filter(file -> file.getFileName().toString().matches("weft-core-[\\d.]+(-SNAPSHOT)?\\.jar")).findFirst().orElseThrow();
    }
    main = Files.writeString(
        Files.createDirectories(folder.resolve("src/app")).resolve("Main.java"),
        """
        package app;

        import dev.weft.*;
        import dev.weft.channel.*;

        public class Main {
          public static void main(String[] args) throws Exception {
            Outcome<String> all = Weft.call(() -> {
              Channel<String> words = Channel.buffered(1);
              try (var scope = Scope.open()) {
                return scope.fork(() -> { words.send("done"); return words.receive(); }).ending().await();
              }
            });
            System.out.println(all);
          }
        }
        """);
  }

  @Test
  void aModuleNeedsNothingElse() throws Exception {
    Path module = Files.writeString(folder.resolve("src/module-info.java"), "module app { requires dev.weft.core; }");
    Path classes = folder.resolve("module");
    Child compiled = Child.command(Child.JAVA_HOME.resolve("bin/javac").toString(), "-Xlint:all,-try", "-p", jar.toString(), "-d", classes.toString(),
        module.toString(), main.toString()).run();
    assertThat(compiled).isEqualTo(new Child(0, "", ""));
    Child child = Child.java("-p", jar + ":" + classes, "-m", "app/app.Main").run();
    assertThat(child).isEqualTo(new Child(0, "Success[value=done]\n", ""));
  }

  @Test
  void whatIsMissingWithoutAFlagIsSaidAtDebugLevel() throws Exception {
    Path classes = Compiled.compile(folder.resolve("classes"), jar.toString(), main);
    Path logging = Files.writeString(
        folder.resolve("logging.properties"),
        "handlers=java.util.logging.ConsoleHandler\njava.util.logging.ConsoleHandler.level=ALL\ndev.weft.level=ALL\n");
    Child child = Child.java("-Djava.util.logging.config.file=" + logging, "-cp", jar + ":" + classes, "app.Main").run();
    assertThat(child.out()).isEqualTo("Success[value=done]\n");
    assertThat(child.err()).containsOnlyOnce("Weft runs on the JDK's scheduler: java.lang is not open to it; start the JVM with --add-opens");
  }
}
