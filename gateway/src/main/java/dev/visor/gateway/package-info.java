/**
 * The Visor application: starts the database, the web interface and the features, each in a package of its own.
 *
 * <p>Guarantee: nothing is served on a database that could lose what it acknowledged, and what goes wrong is told in a
 * sentence that names no path, key or tenant. Not guaranteed: anything about an original's or a view's content; the
 * features answer for that.
 */
@NullMarked
package dev.visor.gateway;

import org.jspecify.annotations.NullMarked;
