/// The only place that opens `java.lang`: Weft's classes in there are defined here. Below it lies nothing of Weft's.
package dev.weft.internal.inject;
