/// `weft bench check`: how well `weft check` finds what is wrong in programs whose verdict is known.
///
/// A [dev.weft.bench.check.Corpus] is a folder of small programs with an index. Each
/// [dev.weft.bench.check.CheckCase] of it is given to the [dev.weft.bench.check.Checker]s, one process a case, and
/// [dev.weft.bench.check.Judgement] compares what they say with what is true.
@NullMarked
package dev.weft.bench.check;

import org.jspecify.annotations.NullMarked;
