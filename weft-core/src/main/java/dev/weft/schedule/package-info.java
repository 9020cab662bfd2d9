/// Schedulers: who runs next, and where.
package dev.weft.schedule;
