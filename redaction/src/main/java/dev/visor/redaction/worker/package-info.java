/**
 * The worker process that opens hostile pictures, and the pool that runs it.
 *
 * <p>Guarantee: a picture is decoded only in a process of its own without keys, network or files, under limits and a
 * deadline; one that kills or stalls the process harms only itself. Not guaranteed: protection where the sandbox was
 * switched off, which only a demonstration may do.
 */
@NullMarked
package dev.visor.redaction.worker;

import org.jspecify.annotations.NullMarked;
