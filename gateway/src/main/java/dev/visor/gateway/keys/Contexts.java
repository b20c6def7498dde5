package dev.visor.gateway.keys;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.UUID;

/**
 * The byte strings that bind a key or a ciphertext to its place: label, 0, tenant, domain, then what the label asks for.
 * Every part has a fixed length or a length before it, so no two places share one.
 */
final class Contexts {

    private Contexts() {}

    static byte[] subjectKey(TenantId tenant, Domain domain, KeyOwner owner, int generation) {
        return build("visor/subject-key/v1", tenant, domain, out -> {
            write(out, owner.value());
            out.writeInt(generation);
        });
    }

    static byte[] objectWrap(TenantId tenant, Domain domain, Collection<KeyOwner> sorted) {
        return build("visor/object-wrap/v1", tenant, domain, out -> {
            out.writeInt(sorted.size());
            for (KeyOwner owner : sorted) {
                write(out, owner.value());
            }
        });
    }

    static byte[] use(String label, TenantId tenant, KeyOwner owner) {
        return build("visor/" + label + "/v1", tenant, Domain.IDENTITIES, out -> write(out, owner.value()));
    }

    static byte[] field(TenantId tenant, KeyOwner owner, String field) {
        return build("visor/field-text/v1", tenant, Domain.IDENTITIES, out -> {
            write(out, owner.value());
            text(out, field);
        });
    }

    static byte[] index(TenantId tenant, String field) {
        return build("visor/index-entry/v1", tenant, Domain.IDENTITIES, out -> text(out, field));
    }

    static byte[] check(Domain domain, EpochKey name) {
        return build("visor/epoch-check/v1", name.tenant(), domain, out -> out.writeInt(name.epoch()));
    }

    static byte[] drill(Domain domain, int root, int epochs) {
        return build("visor/root-drill/v1", new TenantId(new UUID(0, 0)), domain, out -> {
            out.writeInt(root);
            out.writeInt(epochs);
        });
    }

    static byte[] rootCheck(Domain domain) {
        return build("visor/root-check/v1", new TenantId(new UUID(0, 0)), domain, out -> {});
    }

    private static byte[] build(String label, TenantId tenant, Domain domain, Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(label.getBytes(StandardCharsets.US_ASCII));
            out.writeByte(0);
            write(out, tenant.value());
            out.writeShort(domain.number());
            part.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    @FunctionalInterface
    private interface Part {
        void write(DataOutputStream out) throws IOException;
    }
}
