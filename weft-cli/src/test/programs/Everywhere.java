import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A thousand requests between the JDK's own HTTP server and client, all over virtual threads; prints their carriers. */
public class Everywhere {
  static final Set<String> CARRIERS = ConcurrentHashMap.newKeySet();

  static void note() {
    String thread = Thread.currentThread().toString();
    CARRIERS.add(thread.substring(thread.indexOf('@') + 1).replaceAll("[0-9]+", "N"));
  }

  public static void main(String[] args) throws Exception {
    note();
    Thread.ofVirtual().start(Everywhere::note).join();
    Thread platform = new Thread(() -> {
      try {
        Thread.startVirtualThread(Everywhere::note).join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    platform.start();
    platform.join();
    int answered = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/", exchange -> {
        note();
        byte[] body = exchange.getRequestURI().getQuery().getBytes();
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
      });
      server.start();
      String host = "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
      try (HttpClient client = HttpClient.newBuilder().executor(threads).build()) {
        var answers = new ArrayList<Future<String>>();
        for (int i = 0; i < 1000; i++) {
          URI uri = URI.create(host + "/?" + i);
          answers.add(threads.submit(() -> {
            note();
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
          }));
        }
        for (int i = 0; i < answers.size(); i++) {
          answered += answers.get(i).get().equals("" + i) ? 1 : 0;
        }
      }
      server.stop(0);
    }
    System.out.println("answered " + answered);
    System.out.println("carriers " + new TreeSet<>(CARRIERS));
  }
}
