/// The entry point.
package dev.weft;
