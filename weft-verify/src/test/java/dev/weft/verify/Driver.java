package dev.weft.verify;

/// A small program on one of Weft's primitives, and how it is explored.
///
/// `program` is the class with main, `scenario` its argument; `inside` is the primitive: what is instrumented as a program's classes are;
/// `complete` says that all inequivalent schedules fit into the budget.
enum Driver {
  POP_AGAINST_STEAL(Names.QUEUES, "pop-steal", Names.RUN_QUEUE, true),
  PUSH_AGAINST_STEAL(Names.QUEUES, "push-steal", Names.RUN_QUEUE, true),
  TWO_THIEVES(Names.QUEUES, "two-thieves", Names.RUN_QUEUE, true),
  STEAL_HALF(Names.QUEUES, "steal-half", Names.RUN_QUEUE, true),
  SPILL_AGAINST_STEAL(Names.QUEUES, "spill", Names.RUN_QUEUE, false),
  OVERFLOW(Names.QUEUES, "overflow", "dev.weft.internal.run.GlobalQueue", true),
  TIMER_AGAINST_CANCEL("dev.weft.internal.run.TimerDrivers", "", "dev.weft.internal.run.Timer", true),
  END_AGAINST_PARK("dev.weft.internal.run.IdleWaitDrivers", "", "dev.weft.internal.run.IdleWait", false),
  TWO_SETTLERS(Names.WAITERS, "two-settlers", Names.WAIT, true),
  SETTLE_AGAINST_CANCEL(Names.WAITERS, "settle-cancel", Names.WAIT, false),
  CLAIMS_OF_EACH_OTHER(Names.WAITERS, "claims", Names.WAIT, false),
  RENDEZVOUS(Names.CHANNELS, "rendezvous", Names.CHANNEL, false),
  BUFFERED(Names.CHANNELS, "buffered", Names.CHANNEL, false),
  SEND_AGAINST_CLOSE(Names.CHANNELS, "close", Names.CHANNEL, false),
  RECEIVE_AGAINST_CLOSE(Names.CHANNELS, "close-receiver", Names.CHANNEL, false),
  SEND_AGAINST_CANCEL(Names.CHANNELS, "cancel", Names.CHANNEL, false),
  SEND_AGAINST_CLOSE_AND_CANCEL(Names.CHANNELS, "close-cancel", Names.CHANNEL, false),
  SELECTS_FACING_EACH_OTHER(Names.CHANNELS, "selects", Names.CHANNEL, false),
  MUTEX(Names.LOCKS, "mutex", Names.SYNC, false),
  BARGING_MUTEX(Names.LOCKS, "barging", Names.SYNC, false),
  MUTEX_AGAINST_CANCEL(Names.LOCKS, "mutex-cancel", Names.SYNC, false),
  SEMAPHORE(Names.LOCKS, "semaphore", Names.SYNC, true),
  BARGING_SEMAPHORE(Names.LOCKS, "semaphore-barging", Names.SYNC, false),
  WAIT_GROUP(Names.LOCKS, "group", Names.SYNC, false),
  ONE_SHOT(Names.LOCKS, "one-shot", Names.SYNC, true),
  CONDITION(Names.LOCKS, "condition", Names.SYNC, false);

  final String program;
  final String scenario;
  final String inside;
  final boolean complete;

  Driver(String program, String scenario, String inside, boolean complete) {
    this.program = program;
    this.scenario = scenario;
    this.inside = inside;
    this.complete = complete;
  }

  private static final class Names {
    static final String QUEUES = "dev.weft.internal.run.QueueDrivers";
    static final String RUN_QUEUE = "dev.weft.internal.run.RunQueue";
    static final String WAITERS = "dev.weft.wait.WaiterDrivers";
    static final String WAIT = "dev.weft.wait.";
    static final String CHANNELS = "dev.weft.channel.ChannelDrivers";
    static final String CHANNEL = "dev.weft.channel.,dev.weft.wait.,dev.weft.Selection";
    static final String LOCKS = "dev.weft.sync.SyncDrivers";
    static final String SYNC = "dev.weft.sync.,dev.weft.wait.";
  }
}
