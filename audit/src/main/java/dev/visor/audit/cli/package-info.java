/**
 * The program {@code visor-audit}: checks and shows a log's folder. No network (but for {@code witness}), no database, no
 * trust in who runs Visor.
 */
@NullMarked
package dev.visor.audit.cli;

import org.jspecify.annotations.NullMarked;
