/**
 * Plain documents to read. They prove nothing by themselves: each says where the proof is. The same calls give the same
 * bytes, whatever the machine and its version of zlib, so that a document can be compared with what it was made of.
 */
@NullMarked
package dev.visor.audit.pdf;

import org.jspecify.annotations.NullMarked;
