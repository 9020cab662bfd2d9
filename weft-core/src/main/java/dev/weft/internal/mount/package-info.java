/// The door to the JDK's virtual threads: mounting, parking and waking them from carriers of our own.
package dev.weft.internal.mount;
