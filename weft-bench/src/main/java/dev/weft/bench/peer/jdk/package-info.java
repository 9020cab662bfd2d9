/// The suites on the JDK's virtual threads and `java.util.concurrent`, as a user of the JDK would write them.
@NullMarked
package dev.weft.bench.peer.jdk;

import org.jspecify.annotations.NullMarked;
