import org.jspecify.annotations.NullMarked;

/// The checker: explores the interleavings of ordinary Java programs and replays their bugs.
///
/// `dev.weft.check.engine` and below run in the checker's own JVM, on the boot class path; nothing else may be used there.
@NullMarked
module dev.weft.check {
  requires static transitive org.jspecify;
  requires static org.junit.jupiter.api;
  requires static org.junit.platform.commons;
  requires java.compiler;
  requires java.instrument;
  requires info.picocli;
  requires jdk.compiler;

  exports dev.weft.check;
  exports dev.weft.check.cli;
  exports dev.weft.check.junit;

  opens dev.weft.check.junit;
  opens dev.weft.check.cli to info.picocli;
}
