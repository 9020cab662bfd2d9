import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two hundred virtual threads share four connections of a pool to move money between accounts; the sum stays. */
public class Pool {
  static final int ACCOUNTS = 10;
  static final Set<String> CARRIERS = ConcurrentHashMap.newKeySet();

  public static void main(String[] args) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:bank;LOCK_TIMEOUT=60000");
    config.setMaximumPoolSize(4);
    try (HikariDataSource bank = new HikariDataSource(config)) {
      try (Connection connection = bank.getConnection(); var statement = connection.createStatement()) {
        statement.execute("create table account (id int primary key, balance int not null)");
        for (int i = 0; i < ACCOUNTS; i++) {
          statement.execute("insert into account values (" + i + ", 100)");
        }
      }
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var transfers = new ArrayList<Future<?>>();
        for (int i = 0; i < 200; i++) {
          int from = i % ACCOUNTS;
          int to = (i * 7 + 3) % ACCOUNTS;
          transfers.add(threads.submit(() -> transfer(bank, Math.min(from, to), Math.max(from, to))));
        }
        for (Future<?> transfer : transfers) {
          transfer.get();
        }
      }
      try (Connection connection = bank.getConnection();
          var statement = connection.createStatement();
          ResultSet sum = statement.executeQuery("select sum(balance), count(*) from account")) {
        sum.next();
        System.out.println("sum " + sum.getInt(1) + " in " + sum.getInt(2));
      }
    }
    System.out.println("carriers " + new TreeSet<>(CARRIERS));
  }

  static Void transfer(HikariDataSource bank, int from, int to) throws Exception {
    String thread = Thread.currentThread().toString();
    CARRIERS.add(thread.substring(thread.indexOf('@') + 1).replaceAll("[0-9]+", "N"));
    try (Connection connection = bank.getConnection()) {
      connection.setAutoCommit(false);
      try (var update = connection.prepareStatement("update account set balance = balance + ? where id = ?")) {
        update.setInt(1, -1);
        update.setInt(2, from);
        update.executeUpdate();
        update.setInt(1, 1);
        update.setInt(2, to);
        update.executeUpdate();
      }
      connection.commit();
    }
    return null;
  }
}
