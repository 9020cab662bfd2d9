// Wrong: the field is tested and read a second time; a close in between makes the second read null.
// Idea: the dispose-while-in-use order violation studied by Lu and others (MySQL, Mozilla). Repaired twin:
// DisposedCopy.java.

static final class Link {
  String send(String text) {
    return text;
  }
}

volatile Link link = new Link();

void use() {
  if (link != null) {
    link.send("hello");
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread user = threads.start(this::use);
  Thread closer = threads.start(() -> link = null);
  user.join();
  closer.join();
}
