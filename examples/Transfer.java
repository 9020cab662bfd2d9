// Two accounts, two transfers in opposite directions, each locks the account that it takes from first: sooner or later each fiber
// holds what the other one wants. Expect, under `weft run`, a report that names the cycle with both mutexes and both owners, exit code 3.
// With the argument `ordered` both lock the account with the smaller number first. Expect "the sum is still 200".

import dev.weft.Scope;
import dev.weft.sync.Mutex;

static class Account {
  final int number;
  final Mutex mutex;
  int balance = 100;

  Account(int number) {
    this.number = number;
    this.mutex = new Mutex().named("account " + number);
  }
}

void transfer(Account from, Account to, boolean ordered) throws InterruptedException {
  boolean swap = ordered && to.number < from.number;
  try (var first = (swap ? to : from).mutex.lock();
      var second = (swap ? from : to).mutex.lock()) {
    from.balance--;
    to.balance++;
  }
}

void main(String[] args) throws Exception {
  boolean ordered = List.of(args).contains("ordered");
  var alice = new Account(1);
  var bob = new Account(2);
  try (var scope = Scope.open()) {
    scope.fork("alice to bob", () -> {
      for (int i = 0; !ordered || i < 1_000_000; i++) transfer(alice, bob, ordered);
    });
    scope.fork("bob to alice", () -> {
      for (int i = 0; !ordered || i < 1_000_000; i++) transfer(bob, alice, ordered);
    });
  }
  IO.println("the sum is still " + (alice.balance + bob.balance));
}
