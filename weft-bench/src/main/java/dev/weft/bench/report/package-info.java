/// Shows results: as a table, as JSON, as a page with charts.
@NullMarked
package dev.weft.bench.report;

import org.jspecify.annotations.NullMarked;
