/// Checking concurrent code from Java: explore it, get a verdict.
package dev.weft.check;
