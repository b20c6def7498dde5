/**
 * The Visor application.
 */
@NullMarked
package dev.visor.gateway;

import org.jspecify.annotations.NullMarked;
