/// Checking the interleavings of JUnit tests.
package dev.weft.check.junit;
