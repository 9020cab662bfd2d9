/// Channels: values handed from fiber to fiber, in order, with or without a buffer (CSP, Go).
///
/// Happens-before: everything before a send is visible after the receive of that value; with a buffer of n, everything before the
/// i-th receive is visible after the i+n-th send; everything before a close is visible to whoever learns of it.
///
/// A value is never null. A value whose send was reported as taken is received once or goes to the undelivered hook, whatever
/// cancellation, time-out or close comes in between, unless an iterator that has taken it is given up before its `next`. One sender's values arrive in its order; parked senders and receivers are
/// served first come, first served.
package dev.weft.channel;
