// An echo server in four forms: every line is sent back, until the client says "bye"; then the connection is closed.
//   ./weft run examples/Echo.java [single|thread|pool|fiber] [--port PORT]      (fiber, and any free port)
// Expect "echo (fiber) listens on port 40123"; talk to it with `nc localhost 40123` from as many windows as you like.
// `single` serves one client at a time and `pool` four: the next one waits. `thread` pays a kernel thread for each.

import dev.weft.Scope;

void serve(Socket client) {
  try (client;
      var in = new BufferedReader(new InputStreamReader(client.getInputStream(), "ISO-8859-1"));
      var out = new OutputStreamWriter(client.getOutputStream(), "ISO-8859-1")) {
    for (String line; (line = in.readLine()) != null && !line.equals("bye"); ) {
      out.write(line + "\n");
      if (!in.ready()) out.flush();
    }
  } catch (IOException e) {
    System.err.println("lost a client: " + e.getMessage());
  }
}

void single(ServerSocket server) throws IOException {
  while (true) serve(server.accept());
}

void threadPerConnection(ServerSocket server) throws IOException {
  while (true) {
    Socket client = server.accept();
    new Thread(() -> serve(client)).start();
  }
}

void threadPool(ServerSocket server) throws IOException {
  try (var pool = Executors.newFixedThreadPool(4)) {
    while (true) {
      Socket client = server.accept();
      pool.execute(() -> serve(client));
    }
  }
}

void fiberPerConnection(ServerSocket server) throws Exception {
  try (var scope = Scope.open()) {
    while (true) {
      Socket client = server.accept();
      scope.fork("client " + client.getPort(), () -> serve(client));
    }
  }
}

void main(String[] args) throws Exception {
  var words = new ArrayList<>(List.of(args));
  int option = words.indexOf("--port");
  int port = option < 0 ? 0 : Integer.parseInt(words.remove(option + 1));
  words.remove("--port");
  String form = words.isEmpty() ? "fiber" : words.getFirst();
  try (var server = new ServerSocket(port)) {
    IO.println("echo (" + form + ") listens on port " + server.getLocalPort());
    switch (form) {
      case "single" -> single(server);
      case "thread" -> threadPerConnection(server);
      case "pool" -> threadPool(server);
      case "fiber" -> fiberPerConnection(server);
      default -> throw new IllegalArgumentException("no such form: " + form + " (single, thread, pool, fiber)");
    }
  }
}
