/** What the trail does when its disk, its database or it itself fails: at each system call, and killed at any instant. */
@NullMarked
package dev.visor.audit.faults;

import org.jspecify.annotations.NullMarked;
