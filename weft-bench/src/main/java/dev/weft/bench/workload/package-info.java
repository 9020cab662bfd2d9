/// The suites in Weft, one class for each, written as a user of Weft would write them.
@NullMarked
package dev.weft.bench.workload;

import org.jspecify.annotations.NullMarked;
