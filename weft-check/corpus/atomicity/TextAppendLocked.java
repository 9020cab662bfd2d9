// Right: append holds the other text's monitor from the length to the last character.
// Idea: SCTBench StringBufferJDK (the atomicity violation once in java.lang.StringBuffer.append). Broken twin:
// TextAppend.java.

static final class Text {
  private char[] chars;
  private int length;

  Text(String start) {
    chars = start.toCharArray();
    length = chars.length;
  }

  synchronized int length() {
    return length;
  }

  synchronized void cut(int to) {
    length = to;
  }

  synchronized void copy(int to, char[] into, int at) {
    if (to > length) {
      throw new StringIndexOutOfBoundsException("copy up to " + to + " of " + length);
    }
    System.arraycopy(chars, 0, into, at, to);
  }

  synchronized void append(Text other) {
    synchronized (other) {
      int more = other.length();
      char[] grown = Arrays.copyOf(chars, length + more);
      other.copy(more, grown, length);
      chars = grown;
      length += more;
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Text shared = new Text("abc");
  Thread cutter = threads.start(() -> shared.cut(0));
  new Text("x").append(shared);
  cutter.join();
}
