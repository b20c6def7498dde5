/** The whole line from upload to export, over HTTP against a real installation, and the attacks on it. */
@NullMarked
package dev.visor.gateway.line;

import org.jspecify.annotations.NullMarked;
