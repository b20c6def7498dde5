package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * A row of the client's manifest that says where a face is.
 *
 * @param row the client's row, unique within the order
 * @param box where, in stored pixels; null means {@code whole}: the one face of the picture
 */
public record Claim(int row, @Nullable Box box) {}
