package dev.visor.gateway.views;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;

/**
 * Sends what a receipt allowed, and records how that ended.
 *
 * @param persons whom the record is about, so that the answer to "who saw this face" tells how it ended, too
 * @param what {@code view} or {@code original}: the outcome's name begins with it
 */
record Outgoing(
        Trails trails, Receipt receipt, Caller caller, Project project, Collection<KeyOwner> persons, String what) {

    void send(ObjectLabel label, byte[] bytes, Delivery delivery) {
        // Before it is sent: whoever takes the bytes may wipe them.
        byte[] sha256 = sha256(bytes);
        try {
            delivery.send(bytes, receipt);
        } catch (IOException e) {
            outcome(what + ".aborted", label, bytes.length, sha256);
            throw new UncheckedIOException(e);
        }
        outcome(what + ".sent", label, bytes.length, sha256);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private void outcome(String action, ObjectLabel label, int length, byte[] sha256) {
        trails.outcome(
                receipt,
                Entry.of(action, caller.as(receipt))
                        .in(project.tenant())
                        .because(project.purpose().id(), project.basis().id())
                        .on(label)
                        .about(persons)
                        .content(sha256)
                        .with("bytes", Integer.toString(length)));
    }
}
