/// Small tools of the kernel.
package dev.weft.internal.util;
