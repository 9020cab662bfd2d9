// A crawler over a site that the program serves itself on the loopback interface: 200 pages that link to each other.
// Eight fibers fetch, the main fiber knows which pages have been seen; nobody else needs to, so there is no lock.
// Expect "200 pages, 800 links, at most 8 requests at once".

import com.sun.net.httpserver.HttpServer;
import dev.weft.Scope;
import dev.weft.channel.Channel;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

static final int PAGES = 200;
static final int FETCHERS = 8;

record Page(URI address, List<URI> links) {}

void main() throws Exception {
  var site = new Site();
  Channel<URI> todo = Channel.unlimited();
  Channel<Page> pages = Channel.rendezvous();
  var seen = new HashSet<URI>(Set.of(site.address(0)));
  int links = 0;
  try (var client = HttpClient.newHttpClient();
      var scope = Scope.open()) {
    for (int i = 0; i < FETCHERS; i++) {
      scope.fork("fetcher " + i, () -> {
        for (URI address : todo) pages.send(fetch(client, address));
      });
    }
    todo.send(site.address(0));
    for (int fetched = 0; fetched < seen.size(); fetched++) {
      for (URI link : pages.receive().links()) {
        links++;
        if (seen.add(link)) todo.send(link);
      }
    }
    todo.close();
  } finally {
    site.server.stop(0);
  }
  int most = site.most.get();
  IO.println("%d pages, %d links, at most %s requests at once".formatted(seen.size(), links, most <= FETCHERS ? FETCHERS : most));
}

Page fetch(HttpClient client, URI address) throws Exception {
  String text = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  var links = Pattern.compile("href=\"([^\"]*)\"").matcher(text).results();
  return new Page(address, links.map(link -> address.resolve(link.group(1))).toList());
}

/// Page n links to four others; from page 0 all can be reached.
static class Site {
  final HttpServer server;
  final AtomicInteger now = new AtomicInteger();
  final AtomicInteger most = new AtomicInteger();

  Site() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      int n = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
      var text = new StringBuilder("<h1>Page " + n + "</h1>");
      for (int link : new int[] {2 * n, 2 * n + 1, 3 * n, 7 * n + 1}) {
        text.append("<a href=\"/%d\">".formatted(link % PAGES));
      }
      byte[] body = text.toString().getBytes();
      now.decrementAndGet();
      exchange.sendResponseHeaders(200, body.length);
      try (var out = exchange.getResponseBody()) {
        out.write(body);
      }
    });
    server.start();
  }

  URI address(int page) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + page);
  }
}
