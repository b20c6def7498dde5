package dev.visor.gateway.reading;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.merkle.Tile;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.access.Unguarded;
import dev.visor.policies.Act;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the published logs as C2SP tlog-tiles demands. Checkpoint, keys and hash tiles are public: they show nobody and
 * nothing but how many records there are, and so are the rules that decided. Entry bundles are for the officers and auditors of the log's own tenant.
 */
@RestController
class LogFilesController {

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=utf-8");
    private static final String LOG = "/trail/visor/{label:[a-z2-7]{16}}";
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final SequencerSettings published;
    private final Questions questions;

    LogFilesController(SequencerSettings published, Questions questions) {
        this.published = published;
        this.questions = questions;
    }

    @GetMapping(LOG + "/checkpoint")
    @Unguarded(because = "a checkpoint is public: everybody shall be able to hold the log to it")
    ResponseEntity<byte[]> checkpoint(@PathVariable String label) throws IOException {
        return file(label, "checkpoint", TEXT, CacheControl.maxAge(Duration.ofSeconds(2)));
    }

    @GetMapping(LOG + "/log.vkey")
    @Unguarded(because = "whoever checks a signature needs the public keys")
    ResponseEntity<byte[]> keys(@PathVariable String label) throws IOException {
        return file(label, "log.vkey", TEXT, CacheControl.maxAge(Duration.ofHours(1)));
    }

    @GetMapping(LOG + "/tile/{level:[0-9]{1,2}}/**")
    @Unguarded(because = "hash tiles hold salted hashes only, and nobody can check a log without them")
    ResponseEntity<byte[]> hashes(@PathVariable String label, HttpServletRequest request) throws IOException {
        return tile(label, request, forEver().cachePublic());
    }

    @GetMapping(LOG + "/counts/{covered:[1-9][0-9]{0,17}}")
    @Unguarded(because = "a map of counts holds commitments and dummies only, and nobody can check a log without it")
    ResponseEntity<byte[]> counts(@PathVariable String label, @PathVariable long covered) throws IOException {
        return file(
                label,
                LogFolder.countsPath(covered),
                MediaType.APPLICATION_OCTET_STREAM,
                forEver().cachePublic());
    }

    @GetMapping(LOG + "/policies/{hash:[0-9a-f]{64}}")
    @Unguarded(because = "a policy set holds rules and nobody, and nobody can check a log without it")
    ResponseEntity<byte[]> policies(@PathVariable String label, @PathVariable String hash) throws IOException {
        return file(
                label,
                LogFolder.policiesPath(hash),
                MediaType.APPLICATION_OCTET_STREAM,
                forEver().cachePublic());
    }

    @GetMapping(LOG + "/tile/entries/**")
    @Guarded(Act.TRAIL_READ)
    ResponseEntity<byte[]> entries(Caller caller, @PathVariable String label, HttpServletRequest request)
            throws IOException {
        questions.requireOwn(caller, "visor/" + label);
        return tile(label, request, forEver().cachePrivate());
    }

    private ResponseEntity<byte[]> tile(String label, HttpServletRequest request, CacheControl cache)
            throws IOException {
        String address = request.getRequestURI();
        Tile tile;
        try {
            tile = Tile.parse(address.substring(address.indexOf("/tile/") + 1));
        } catch (IllegalArgumentException e) {
            throw Refused.notFound();
        }
        return file(label, tile.path(), MediaType.APPLICATION_OCTET_STREAM, cache);
    }

    /** Made anew each time: its settings are not copied but changed. */
    private static CacheControl forEver() {
        return CacheControl.maxAge(FOR_EVER).immutable();
    }

    private ResponseEntity<byte[]> file(String label, String name, MediaType type, CacheControl cache)
            throws IOException {
        byte[] file = published.log("visor/" + label).place().read(name).orElseThrow(Refused::notFound);
        return ResponseEntity.ok().contentType(type).cacheControl(cache).body(file);
    }
}
