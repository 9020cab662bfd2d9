import org.jspecify.annotations.NullMarked;

/// The checker: explores the interleavings of ordinary Java programs and replays their bugs.
///
/// `dev.weft.check.engine` and below run in the checker's own JVM, on the boot class path; nothing else may be used there.
@NullMarked
module dev.weft.check {
  requires static org.jspecify;
  requires java.compiler;
  requires java.instrument;
  requires info.picocli;
  requires jdk.compiler;

  exports dev.weft.check.cli;

  opens dev.weft.check.cli to info.picocli;
}
