package dev.visor.gateway.rules;

import dev.visor.gateway.keys.DurableFile;
import dev.visor.gateway.keys.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The key that signs which rules are in force, and beside it the number of the newest that this process has seen: rows that somebody
 * writes into the database are not signed, and rows that somebody takes out are missed.
 */
@Component
class PolicyKey {

    private final SigningKey key;
    private final Path newest;

    PolicyKey(@Value("${visor.config}") Path config) {
        Path folder = config.resolve("policy-key");
        this.key = SigningKey.of(folder);
        this.newest = folder.resolve("newest");
    }

    /** Whether this process has the private half: where the parts of an installation are apart, not all of them change rules. */
    boolean canSign() {
        return key.canSign();
    }

    byte[] sign(Activation activation) {
        return key.sign(activation.statement());
    }

    boolean signed(PolicySetTable.Signed signed) {
        return key.verify(signed.activation().statement(), signed.signature());
    }

    String publicKeyPem() {
        return key.publicKeyPem();
    }

    /** The number of the newest activation that was seen; 0 where none was. */
    long newest() {
        try {
            return Long.parseLong(
                    Files.readString(newest, StandardCharsets.US_ASCII).trim());
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("It cannot be read which rules were in force last", e);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("It cannot be read which rules were in force last: policy-key/newest", e);
        }
    }

    void seen(long number) {
        try {
            DurableFile.replace(newest, (number + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("It cannot be written which rules are in force", e);
        }
    }
}
