// State in shards, one to a core: a shard's plain map is touched by one fiber only, and that never leaves its carrier (as in Seastar).
// Expect "4 shards counted 8000 words, 100 different ones" and "no fiber has left its core".

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Schedulers;

static final int SHARDS = 4;
static final int CLIENTS = 8;

void main() throws Exception {
  try (var cores = Schedulers.perCore(SHARDS)) {
    Weft.with(cores).run(() -> {
      var inboxes = new ArrayList<Channel<String>>();
      var shards = new ArrayList<Fiber<Map<String, Integer>>>();
      try (var scope = Scope.open()) {
        for (int i = 0; i < SHARDS; i++) {
          Channel<String> inbox = Channel.buffered(64);
          inboxes.add(inbox);
          shards.add(scope.fork("shard " + i, () -> count(inbox)));
        }
        try (var clients = Scope.open()) {
          for (int i = 0; i < CLIENTS; i++) clients.fork("client " + i, () -> write(inboxes));
        }
        inboxes.forEach(Channel::close);
        int words = 0;
        int different = 0;
        for (var shard : shards) {
          words += shard.join().values().stream().mapToInt(n -> n).sum();
          different += shard.join().size();
        }
        IO.println(SHARDS + " shards counted " + words + " words, " + different + " different ones");
      }
    });
    IO.println(cores.stats().steals() == 0 ? "no fiber has left its core" : "a fiber was stolen");
  }
}

Map<String, Integer> count(Channel<String> inbox) {
  var counts = new HashMap<String, Integer>();
  for (String word : inbox) counts.merge(word, 1, Integer::sum);
  return counts;
}

void write(List<Channel<String>> inboxes) throws InterruptedException {
  for (int n = 0; n < 1000; n++) {
    String word = "word " + n % 100;
    inboxes.get(Math.floorMod(word.hashCode(), SHARDS)).send(word);
  }
}
