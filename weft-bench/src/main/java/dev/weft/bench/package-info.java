/// Side-by-side benchmarks: the same workloads in Weft and in its neighbours, interleaved in one run.
///
/// [dev.weft.bench.BenchCommand] is the command. It makes a [dev.weft.bench.Plan] (which cases, which systems),
/// [dev.weft.bench.Runner] starts one process for each measurement, and `report` shows the [dev.weft.bench.Result]s.
@NullMarked
package dev.weft.bench;

import org.jspecify.annotations.NullMarked;
