// Waiting for one of several things: with a time-out, with a default, fair and by priority, and sends beside receives.
// Expect one line per case, as written in the comments.

import dev.weft.Select;
import dev.weft.Timer;
import dev.weft.channel.Channel;

void main() throws Exception {
  Channel<String> news = Channel.buffered(1);
  Channel<String> letters = Channel.buffered(1);

  var either = Select.any(news.receiving(), letters.receiving()); // a value: made once, waited for as often as you like
  IO.println(either.poll().orElse("nothing yet")); // nothing yet: the default

  try {
    either.await(Duration.ofMillis(50));
  } catch (TimeoutException e) {
    IO.println("nothing for 50 ms"); // the time-out as an exception
  }

  String quiet = Select.any(either, Timer.after(Duration.ofMillis(50)).map(_ -> "still nothing")).await();
  IO.println(quiet); // still nothing: the time-out as a clause, a select inside a select

  news.send("rain");
  letters.send("dear reader");
  var letterFirst = Select.first(letters.receiving(), news.receiving());
  IO.println(letterFirst.await()); // dear reader: by priority
  IO.println(letterFirst.await()); // rain

  news.send("sun");
  String done = Select.any(news.sending("snow").map(_ -> "sent"), news.receiving().map(text -> "got " + text)).await();
  IO.println(done); // got sun: there was no room to send
}
