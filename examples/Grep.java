// Searches a directory tree: `./weft run examples/Grep.java PATTERN DIR` prints what `grep -rn PATTERN DIR` prints, in its order.
// One fiber walks the tree, a bounded pool of fibers searches batches of files, the main one prints batch after batch.
// Expect FILE:LINE:TEXT for each matching line; exit code 0 if there was one, 1 if none, 2 after an error.
// PATTERN is a basic regular expression as grep has it (Java's engine does the matching); symbolic links are not followed.

import dev.weft.Scope;
import dev.weft.channel.Channel;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

static final int BATCH_FILES = 32;
static final int BATCH_BYTES = 256 * 1024;
static final int BUFFER = 96 * 1024; // as grep reads: a NUL makes the rest of a file binary, from its buffer on
static final boolean UNICODE = "UTF-8".equals(System.getProperty("native.encoding"));
static final boolean TERMINAL = System.console() != null && System.console().isTerminal();
static final String ERASE = TERMINAL ? "\r\033[K" : "";

/// Some files, and where the lines found in them go: a channel of its own, so that batches can be printed in order.
record Batch(List<Path> files, Channel<byte[]> found) {}

Query query;
boolean named; // whether lines are printed with the file's name
Object output; // the file that standard output is written to, if it is one
volatile boolean matched;
volatile boolean trouble;
final Channel<Batch> work = Channel.unlimited();
final Channel<Batch> order = Channel.buffered(256); // bounds both: each batch goes here first
List<Path> pending = new ArrayList<>();
long pendingBytes;

void main(String[] args) throws Exception {
  if (args.length != 2) {
    System.err.println("usage: Grep PATTERN DIR");
    System.exit(2);
  }
  try {
    query = Query.parse(args[0]);
  } catch (PatternSyntaxException e) {
    System.err.println("grep: " + e.getDescription());
    System.exit(2);
  }
  if (args[1].isEmpty()) {
    System.err.println("grep: : No such file or directory");
    System.exit(2);
  }
  var root = Path.of(args[1]);
  named = Files.isDirectory(root);
  var stdout = Path.of("/dev/stdout");
  output = Files.isRegularFile(stdout) ? Files.readAttributes(stdout, BasicFileAttributes.class).fileKey() : null;
  try (var scope = Scope.open()) {
    scope.fork("walk", () -> {
      visit(root);
      flush();
      order.close();
      work.close();
    });
    for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
      scope.fork("search " + i, () -> {
        var searcher = new Searcher();
        for (Batch batch : work) searcher.search(batch);
      });
    }
    print();
  }
  System.exit(trouble ? 2 : matched ? 0 : 1);
}

// ---- one fiber prints

void print() {
  long files = 0;
  long drawn = System.nanoTime();
  try (var out = new FileOutputStream(FileDescriptor.out)) {
    for (Batch batch : order) {
      for (byte[] lines : batch.found) out.write(lines);
      files += batch.files.size();
      if (TERMINAL && System.nanoTime() - drawn > 100_000_000) {
        drawn = System.nanoTime();
        System.err.print(ERASE + files + " files searched");
      }
    }
    System.err.print(ERASE);
  } catch (IOException e) {
    System.err.println("grep: write error: " + e.getMessage());
    System.exit(2);
  }
}

void complain(Path file, Exception e) {
  String why = switch (e) {
    case AccessDeniedException _ -> "Permission denied";
    case NoSuchFileException _ -> "No such file or directory";
    case FileSystemException f when f.getReason() != null -> f.getReason();
    default -> String.valueOf(e.getMessage());
  };
  say(file, why);
  trouble = true;
}

void say(Path file, String what) {
  System.err.writeBytes((ERASE + "grep: " + bytesOf(file) + ": " + what + "\n").getBytes(ISO_8859_1));
}

// ---- one fiber walks

void visit(Path file, LinkOption... how) throws InterruptedException {
  try {
    var seen = Files.readAttributes(file, BasicFileAttributes.class, how);
    if (seen.isDirectory()) {
      try (var entries = Files.newDirectoryStream(file)) {
        for (Path entry : entries) visit(entry, NOFOLLOW_LINKS);
      }
    } else if (seen.isRegularFile() && output != null && output.equals(seen.fileKey())) {
      throw new FileSystemException(file.toString(), null, "input file is also the output");
    } else if (seen.isRegularFile()) {
      pending.add(file);
      pendingBytes += seen.size();
      if (pending.size() == BATCH_FILES || pendingBytes >= BATCH_BYTES) flush();
    }
  } catch (IOException e) {
    complain(file, e);
  } catch (DirectoryIteratorException e) {
    complain(file, e.getCause());
  }
}

void flush() throws InterruptedException {
  var batch = new Batch(pending, Channel.buffered(4));
  order.send(batch);
  work.send(batch);
  pending = new ArrayList<>();
  pendingBytes = 0;
}

// ---- a few fibers search

/// Looks through files buffer by buffer; nothing is made per line but what is printed.
final class Searcher {
  private static final String MALFORMED = "\uffff"; // no character
  private byte[] buffer = new byte[BUFFER];
  private final Matcher inText = query.lines().matcher("");
  private final Matcher inLine = query.line().matcher("");
  private final CharsetDecoder decoder = UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE).replaceWith(MALFORMED);
  private final ByteArrayOutputStream found = new ByteArrayOutputStream();
  private byte[] name;
  private Channel<byte[]> target;
  private long line;
  private boolean binary;
  private boolean badText;

  void search(Batch batch) throws InterruptedException {
    target = batch.found();
    for (Path file : batch.files()) {
      name = named ? (bytesOf(file) + ":").getBytes(ISO_8859_1) : new byte[0];
      try (var in = FileChannel.open(file)) {
        if (search(in)) say(file, "binary file matches");
      } catch (IOException e) {
        complain(file, e);
      }
    }
    flush(0);
    target.close();
  }

  /// True if something was found that is not text.
  private boolean search(FileChannel in) throws IOException, InterruptedException {
    binary = badText = false;
    line = 1;
    int rest = 0;
    while (true) {
      if (buffer.length - rest < BUFFER) buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      int read = in.read(ByteBuffer.wrap(buffer, rest, BUFFER));
      int end = rest + Math.max(read, 0);
      if (!binary) binary = indexOf((byte) 0, rest, end) < end;
      if (binary) zap(rest, end);
      int limit = read < 0 ? end : lastLine(rest, end);
      if (limit > 0 && searchText(limit, read < 0)) return true;
      if (read < 0) return badText;
      System.arraycopy(buffer, limit, buffer, 0, end - limit);
      rest = end - limit;
    }
  }

  /// Searches whole lines; true if that settles the file.
  private boolean searchText(int limit, boolean last) throws InterruptedException {
    String text = new String(buffer, 0, limit, ISO_8859_1);
    boolean wide = UNICODE && query.required().isEmpty() && !ascii(0, limit);
    int counted = 0;
    for (int at = 0; at < limit && (at = candidate(text, at, wide)) >= 0 && (at < limit || text.charAt(limit - 1) != '\n'); ) {
      int start = text.lastIndexOf('\n', at - 1) + 1;
      int end = indexOf((byte) '\n', at, limit);
      if (query.literal() || matches(text, start, end)) {
        matched = true;
        if (binary) return true;
        line += count(counted, start);
        counted = start;
        emit(start, end);
      }
      at = end + 1;
    }
    if (!last) line += count(counted, limit);
    return false;
  }

  /// Where the next line that may match is; negative if there is none.
  private int candidate(String text, int from, boolean wide) {
    if (!query.required().isEmpty()) return text.indexOf(query.required(), from);
    if (wide) return from;
    return inText.reset(text).region(from, text.length()).find() ? inText.start() : -1;
  }

  private boolean matches(String text, int start, int end) {
    if (!UNICODE || ascii(start, end)) return inLine.reset(text).region(start, end).useAnchoringBounds(true).find();
    String decoded = decode(start, end);
    inLine.reset(decoded).useAnchoringBounds(false);
    for (int from = 0, to; from <= decoded.length(); from = to + 1) { // nothing matches bytes that are no characters
      to = decoded.indexOf(MALFORMED, from);
      if (to < 0) to = decoded.length();
      if (inLine.region(from, to).find()) return true;
    }
    return false;
  }

  private String decode(int start, int end) {
    try {
      return decoder.decode(ByteBuffer.wrap(buffer, start, end - start)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("replaces all", e);
    }
  }

  private void emit(int start, int end) throws InterruptedException {
    if (UNICODE && !ascii(start, end) && !isUtf8(start, end)) {
      badText = true;
      return;
    }
    found.writeBytes(name);
    found.writeBytes((line + ":").getBytes(ISO_8859_1));
    found.write(buffer, start, end - start);
    found.write('\n');
    flush(BUFFER);
  }

  private void flush(int beyond) throws InterruptedException {
    if (found.size() > beyond) {
      target.send(found.toByteArray());
      found.reset();
    }
  }

  // ---- bytes

  private int indexOf(byte wanted, int from, int to) {
    int i = from;
    while (i < to && buffer[i] != wanted) i++;
    return i;
  }

  private int lastLine(int from, int to) {
    int i = to;
    while (i > from && buffer[i - 1] != '\n') i--;
    return i > from ? i : 0;
  }

  private int count(int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) lines += buffer[i] == '\n' ? 1 : 0;
    return lines;
  }

  private void zap(int from, int to) {
    for (int i = from; i < to; i++) if (buffer[i] == 0) buffer[i] = '\n';
  }

  private boolean ascii(int from, int to) {
    int seen = 0;
    for (int i = from; i < to; i++) seen |= buffer[i];
    return seen >= 0;
  }

  private boolean isUtf8(int from, int to) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}

/// A file's name as it was given, byte by byte (as Latin-1); only its URI has the bytes that are no characters here.
static String bytesOf(Path file) {
  String name = file.toString();
  if (name.chars().allMatch(c -> c < 128)) return name;
  return unescape(file.toUri()).substring(file.isAbsolute() ? 0 : unescape(Path.of("").toUri()).length());
}

static String unescape(URI uri) {
  return Pattern.compile("%(..)").matcher(uri.getRawPath()).replaceAll(
      code -> Matcher.quoteReplacement("" + (char) Integer.parseInt(code.group(1), 16)));
}

// ---- the pattern

/// What to look for: a pattern for many lines and one for a single line, bytes that all of them contain (as Latin-1; empty if
/// unknown), and whether these bytes say it all.
record Query(Pattern lines, Pattern line, String required, boolean literal) {
  private static final Pattern TOKEN = Pattern.compile("\\\\\\{[^\\\\]*\\\\}|\\\\.|\\[\\^?]?(\\[:\\w+:]|[^]])*]|.", Pattern.DOTALL);
  private static final Set<String> SWAPPED = Set.of("(", ")", "|", "+", "?"); // special after a backslash only
  private static final Set<String> OPENERS = Set.of("", "\\(", "\\|", "\n");

  /// From grep's basic language to Java's.
  static Query parse(String basic) {
    List<String> tokens = TOKEN.matcher(basic).results().map(MatchResult::group).toList();
    var regex = new StringBuilder();
    String longest = "";
    String run = ""; // of plain characters, one after the other
    boolean literal = true;
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (token.equals("\\")) throw new PatternSyntaxException("Trailing backslash", basic, i);
      String next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
      boolean first = OPENERS.contains(i == 0 ? "" : tokens.get(i - 1));
      boolean last = Set.of("", "\\)", "\\|", "\n").contains(next);
      if (token.equals("\\(")) depth++;
      if (token.equals("\\)")) depth--;
      if (token.equals("*") && first || token.equals("^") && !first || token.equals("$") && !last) token = "\\" + token;
      boolean swapped = token.length() == 2 && SWAPPED.contains(token.substring(1));
      boolean plain = token.matches("[^*^$.\\[\\n]|\\\\[*^$.\\[\\]\\\\/]");
      boolean kept = plain && depth == 0 && !next.matches("\\*|\\\\[?{].*");
      literal &= kept;
      run = kept ? run + token.charAt(token.length() - 1) : "";
      if (run.length() > longest.length()) longest = run;
      regex.append(
          swapped ? token.substring(1)
          : plain ? Pattern.quote(token.substring(token.length() - 1))
          : token.startsWith("\\{") ? token.replace("\\", "").replace("{,", "{0,")
          : token.startsWith("[") ? bracket(token)
          : token.equals("\n") ? "|"
          : token.matches("\\\\[<>]") ? "\\b"
          : token);
    }
    boolean choice = tokens.contains("\\|") || tokens.contains("\n");
    int flags = Pattern.MULTILINE | Pattern.UNIX_LINES | (UNICODE ? Pattern.UNICODE_CHARACTER_CLASS : 0);
    String required = choice ? "" : new String(longest.getBytes(UNICODE ? UTF_8 : ISO_8859_1), ISO_8859_1);
    Pattern lines = Pattern.compile(regex.toString(), flags);
    return new Query(lines, Pattern.compile(regex.toString(), flags ^ Pattern.MULTILINE), required, literal && !choice);
  }

  private static String bracket(String token) {
    if (token.length() < 2) throw new PatternSyntaxException("Unmatched [, [^, [:, [., or [=", token, 0);
    boolean not = token.startsWith("^", 1);
    String inside = token.substring(not ? 2 : 1, token.length() - 1);
    return (not ? "[^" : "[")
        + Pattern.compile("\\[:(\\w)(\\w+):]|[\\[\\]\\\\&^]").matcher(inside).replaceAll(found ->
            found.group(1) == null ? "\\\\\\" + found.group()
            : "\\\\p{" + found.group(1).toUpperCase() + found.group(2).replace("digit", found.group(1).equals("x") ? "Digit" : "digit") + "}")
        + "]";
  }
}
