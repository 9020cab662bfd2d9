// Right: the field is read once, into a local variable.
// Idea: the dispose-while-in-use order violation studied by Lu and others (MySQL, Mozilla). Broken twin:
// DisposedInUse.java.

static final class Link {
  String send(String text) {
    return text;
  }
}

volatile Link link = new Link();

void use() {
  Link mine = link;
  if (mine != null) {
    mine.send("hello");
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread user = threads.start(this::use);
  Thread closer = threads.start(() -> link = null);
  user.join();
  closer.join();
}
