package dev.weft.internal.run;

/// Whether a spin is likely to pay, learnt by one thread from how its waits end.
///
/// A spin in vain costs more processor time than the system call that it was to spare. So after each one there must be four times as many short waits
/// in a row before the next try, and after each that paid half as many: work that comes at regular, short intervals is waited for by spinning, work
/// that comes at any time is not. What is wanted is halved too after every thousand waits without a spin: times change.
final class SpinOdds {
  private static final int FEWEST = 2;
  private static final int MOST = 256;
  private static final int LONG_AGO = 1000;

  private int shortInARow;
  private int wanted = FEWEST;
  private int sinceSpin;

  /// Whether the next spin is one that nobody has judged by waits.
  private boolean onTrial;

  boolean areGood() {
    return shortInARow >= wanted;
  }

  void paid() {
    spun();
    wantFewer();
  }

  void wasInVain() {
    if (!onTrial) {
      wanted = Math.min(MOST, wanted * 4);
    }
    spun();
    shortInARow = 0;
  }

  private void spun() {
    sinceSpin = 0;
    onTrial = false;
  }

  private void wantFewer() {
    wanted = Math.max(FEWEST, wanted / 2);
  }

  /// A wait without a spin is over.
  void waited(boolean shortly) {
    shortInARow = shortly ? Math.min(MOST, shortInARow + 1) : 0;
    if (++sinceSpin == LONG_AGO) {
      sinceSpin = 0;
      wantFewer();
    }
  }

  /// Somebody came too late who would have been in time awake: worth one spin.
  void wouldHavePaid() {
    shortInARow = wanted;
    onTrial = true;
  }
}
