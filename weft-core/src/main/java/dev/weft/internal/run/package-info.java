/// Carriers and what they run: queues, strands, timers, the monitor.
package dev.weft.internal.run;
