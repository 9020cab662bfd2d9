/// The command weft check.
package dev.weft.check.cli;
