/**
 * Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature) and the keys that sign them.
 *
 * <p>Guarantee: a checkpoint is accepted only under both of the log's keys, Ed25519 and ML-DSA-44.
 */
@NullMarked
package dev.visor.audit.note;

import org.jspecify.annotations.NullMarked;
