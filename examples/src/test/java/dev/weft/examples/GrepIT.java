package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Grep example beside the system's `grep -rn` on a tree with all that is awkward: standard output the same byte for byte, what is
/// said on standard error the same but for its order, the same exit code.
class GrepIT {
  @TempDir private static Path tree;

  @BeforeAll
  static void plant() throws IOException {
    write("words", "foo\nbar\nfoobar\n\nFoo\n");
    write("empty", "");
    write("no-final-newline", "one\nfoo");
    write("only-newlines", "\n\n\n");
    write("windows", "foo\r\nbar\r\n");
    write("special", "a(b)\na{2}\naa\na+b\na|b\n[x]\n*star\nx*\n$5\n^hat\nback\\slash\nend$\n");
    write("utf8", "caf\u00e9 foo\n\u65e5\u672c\u8a9e\nna\u00efve\n");
    writeBytes("bad-utf8", "foo \u00ff\nfoo\n");
    writeBytes("bad-utf8-inside", "foo \u00e9 bar\n");
    writeBytes("bad-utf8-at-the-end", "ab foo \u00e9");
    writeBytes("binary", "foo\n\0\0foo\n");
    writeBytes("late-binary", "foo\n".repeat(50_000) + "\0\nfoo\n");
    writeBytes("binary-no-match", "\0\1\2bar\n");
    write("long-line", "x".repeat(700_000) + "foo" + "y".repeat(700_000) + "\nfoo\n");
    write("many-lines", "nothing here\n".repeat(200_000) + "foo at last\n");
    write("deep/er/and/deeper/file", "foo\n");
    write("with space/a file", "foo bar\n");
    write("-dash", "foo\n");
    write("caf\u00e9/men\u00fc", "foo\n");
    Files.createSymbolicLink(tree.resolve("link-to-file"), Path.of("words"));
    Files.createSymbolicLink(tree.resolve("link-to-folder"), Path.of("deep"));
    Files.createSymbolicLink(tree.resolve("link-to-itself"), Path.of("link-to-itself"));
    Files.createSymbolicLink(tree.resolve("link-to-nothing"), Path.of("nothing"));
    var random = new Random(1);
    for (int i = 0; i < 300; i++) {
      var text = new StringBuilder();
      for (int line = random.nextInt(40); line > 0; line--) {
        text.append("fobar ;x".repeat(random.nextInt(4))).append(random.nextInt(100)).append('\n');
      }
      write("many/" + i % 7 + "/" + i, text.toString());
    }
  }

  private static void write(String name, String text) throws IOException {
    Path file = tree.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void writeBytes(String name, String latin1) throws IOException {
    Files.write(tree.resolve(name), latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  @BeforeEach
  void needsGrep() throws Exception {
    assumeTrue(Child.command("grep", "--version").run().out().startsWith("grep (GNU grep) 3."), "no GNU grep 3 here");
  }

  private static void compare(String locale, String pattern, String folder) throws Exception {
    Child expected = Child.command("grep", "-rn", "--", pattern, folder).in(tree).with("LC_ALL", locale).run();
    Child found = Child.example("Grep", pattern, folder).in(tree).with("LC_ALL", locale).run();
    assertThat(found.lines()).isEqualTo(expected.lines());
    assertThat(found.err().lines()).containsExactlyInAnyOrderElementsOf(expected.err().lines().toList());
    assertThat(found.exit()).isEqualTo(expected.exit());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo", "nothing", "no such text", "", "^$", "^foo$", "o*", "*", "f.o", "fo\\{2\\}", "[[:digit:]]\\{2,\\}$", "x[^0-9]",
        "\\(foo\\|bar\\)bar", "foo\\|bar", "(b)", "a{2}", "a+b", "a\\+", "a|b", "[]x[]", "[x]", "$5", "^^hat", "d$$", "k\\\\s",
        "\\<foo\\>", "$", "o*$", "[[:space:]]*$", "o\\>$", "foo .", "foo \\W", "foo [^x]", "o .*", "^f.*$", " $", "caf.", "\u00e9", "\u65e5", "na[^a]ve", "\\(o\\)\\1", "a\nb(", "\\w\\s\\w"
      })
  void agreesOnPatterns(String pattern) throws Exception {
    compare("C.UTF-8", pattern, ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "f.o *", "\\w\\W\\w"})
  void agreesWhereBytesAreCharacters(String pattern) throws Exception {
    compare("C", pattern, ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "many/", "./deep/er", "words", "link-to-file", "link-to-folder", "no such folder", "", "binary", "empty"})
  void agreesOnOperands(String folder) throws Exception {
    compare("C.UTF-8", "fo", folder);
  }

  @Test
  void agreesOnWhatCannotBeRead() throws Exception {
    Path file = tree.resolve("many/secret");
    Path folder = tree.resolve("many/secrets");
    Files.writeString(file, "foo");
    Files.createDirectory(folder);
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
      assumeTrue(!Files.isReadable(file), "this user may read everything");
      compare("C.UTF-8", "foo", ".");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      Files.delete(file);
      Files.delete(folder);
    }
  }

  @Test
  void doesNotReadWhatItWrites() throws Exception {
    Path output = tree.resolve("many/output");
    try {
      Child.Command command = Child.example("Grep", "foo", ".").in(tree.resolve("many"));
      Process process = command.builder().redirectOutput(output.toFile()).start();
      String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isEqualTo(2);
      assertThat(said).isEqualTo("grep: ./output: input file is also the output\n");
    } finally {
      Files.delete(output);
    }
  }

  @Test
  void saysHowItIsUsed() throws Exception {
    Child child = Child.example("Grep", "foo").run();
    assertThat(child.err()).startsWith("usage: ");
    assertThat(child.exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "foo\\(", "a\\"})
  void refusesAPatternThatIsNone(String pattern) throws Exception {
    Child child = Child.example("Grep", pattern, ".").run();
    assertThat(child.err()).startsWith("grep: ").hasLineCount(1);
    assertThat(child.out()).isEmpty();
    assertThat(child.exit()).isEqualTo(2);
  }
}
