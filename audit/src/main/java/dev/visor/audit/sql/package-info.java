/** What every reader of the trail's tables does alike: ask, and wait for a turn. */
@NullMarked
package dev.visor.audit.sql;

import org.jspecify.annotations.NullMarked;
