package dev.visor.gateway.trail;

import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Seals by name only; owners can be erased. It insists on being called outside of the caller's transaction. */
final class InMemoryIdentities implements Identities {

    private final Set<KeyOwner> erased = new HashSet<>();

    /** Of whichever tenant: who is in no log is in no map. */
    private final Set<KeyOwner> used = ConcurrentHashMap.newKeySet();

    void erase(KeyOwner owner) {
        erased.add(owner);
    }

    @Override
    public byte[] seal(TenantId tenant, KeyOwner owner, String field, String plaintext) {
        require(owner);
        byte[] text = plaintext.getBytes(StandardCharsets.UTF_8);
        byte[] context = hmac(tenant + "/" + owner, field);
        byte[] sealed = Arrays.copyOf(context, context.length + text.length);
        for (int i = 0; i < text.length; i++) {
            sealed[context.length + i] = (byte) (text[i] ^ context[i % context.length]);
        }
        return sealed;
    }

    @Override
    public String open(TenantId tenant, KeyOwner owner, String field, byte[] sealed) {
        require(owner);
        byte[] context = hmac(tenant + "/" + owner, field);
        if (!Arrays.equals(context, 0, context.length, sealed, 0, context.length)) {
            throw new IllegalStateException(
                    "Sealed for another owner or field: " + Base64.getEncoder().encodeToString(sealed));
        }
        byte[] text = Arrays.copyOfRange(sealed, context.length, sealed.length);
        for (int i = 0; i < text.length; i++) {
            text[i] ^= context[i % context.length];
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] index(TenantId tenant, String field, String value) {
        return hmac(tenant.toString(), field + "/" + value);
    }

    @Override
    public byte[] tagKey(TenantId tenant, KeyOwner owner) {
        require(owner);
        return hmac(tenant + "/" + owner, "tag");
    }

    @Override
    public Set<KeyOwner> owners(TenantId tenant) {
        Set<KeyOwner> living = new HashSet<>(used);
        living.removeAll(erased);
        return living;
    }

    private void require(KeyOwner owner) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A key made here would vanish with the caller's rollback");
        }
        if (erased.contains(owner)) {
            throw new KeyDestroyedException("The keys were destroyed");
        }
        used.add(owner);
    }

    private static byte[] hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
