package dev.visor.gateway.reading;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.timestamp.TimeFolder;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.access.Unguarded;
import dev.visor.policies.Act;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the published logs as C2SP tlog-tiles demands, and beside that all that {@code visor-audit verify} reads, so that
 * whoever mirrors a log over HTTP can verify the copy. Heads, keys, hash tiles, time tokens and the rules that decided are
 * public: they show nobody and nothing but how many records there are. Entry bundles, and the maps of counts, which tell about
 * how many persons there are, are for the officers, auditors and mirrors of the log's own tenant.
 */
@RestController
class LogFilesController {

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=utf-8");
    private static final MediaType STAMP = MediaType.parseMediaType("application/timestamp-reply");
    private static final String LOG = "/trail/visor/{label:[a-z2-7]{16}}";
    private static final String SIZE = "[1-9][0-9]{0,17}";
    private static final Duration FOR_EVER = Duration.ofDays(365);

    /** A head is signed several times a minute, and each is as good as a newer one for a moment. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final SequencerSettings published;
    private final Questions questions;

    LogFilesController(SequencerSettings published, Questions questions) {
        this.published = published;
        this.questions = questions;
    }

    @GetMapping(LOG + "/checkpoint")
    @Unguarded(because = "a checkpoint is public: everybody shall be able to hold the log to it")
    ResponseEntity<byte[]> checkpoint(@PathVariable String label) throws IOException {
        return file(label, "checkpoint", TEXT, CacheControl.maxAge(MOMENT));
    }

    @GetMapping(LOG + "/witnessed")
    @Unguarded(because = "a cosigned checkpoint is as public as any other")
    ResponseEntity<byte[]> witnessed(@PathVariable String label) throws IOException {
        return file(label, "witnessed", TEXT, CacheControl.maxAge(MOMENT));
    }

    @GetMapping(LOG + "/time")
    @Unguarded(because = "sizes of trees are in every checkpoint, and a mirror has to know which ones were stamped")
    ResponseEntity<byte[]> times(@PathVariable String label) throws IOException {
        return list(new TimeFolder(existing(label)).sizes());
    }

    @GetMapping(LOG + "/time/{size:" + SIZE + "}.checkpoint")
    @Unguarded(because = "a stamped checkpoint is as public as any other")
    ResponseEntity<byte[]> stamped(@PathVariable String label, @PathVariable long size) throws IOException {
        return file(label, TimeFolder.notePath(size), TEXT, stampedFor());
    }

    @GetMapping(LOG + "/time/{size:" + SIZE + "}.tsr")
    @Unguarded(because = "a time token is about a public checkpoint and says when it existed, nothing else")
    ResponseEntity<byte[]> token(@PathVariable String label, @PathVariable long size) throws IOException {
        return file(label, TimeFolder.answerPath(size), STAMP, stampedFor());
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

    @GetMapping(LOG + "/policies")
    @Unguarded(because = "they name rules, and a mirror has to know which ones there are")
    ResponseEntity<byte[]> policySets(@PathVariable String label) throws IOException {
        return list(existing(label).policySets());
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

    @GetMapping(LOG + "/counts")
    @Guarded(Act.TRAIL_READ)
    ResponseEntity<byte[]> maps(Caller caller, @PathVariable String label) throws IOException {
        questions.requireOwn(caller, "visor/" + label);
        return list(log(label).countsSizes());
    }

    @GetMapping(LOG + "/counts/{covered:" + SIZE + "}")
    @Guarded(Act.TRAIL_READ)
    ResponseEntity<byte[]> counts(Caller caller, @PathVariable String label, @PathVariable long covered)
            throws IOException {
        questions.requireOwn(caller, "visor/" + label);
        return file(
                label,
                LogFolder.countsPath(covered),
                MediaType.APPLICATION_OCTET_STREAM,
                forEver().cachePrivate());
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

    private LogFolder log(String label) {
        return published.log("visor/" + label);
    }

    private LogFolder existing(String label) throws IOException {
        LogFolder log = log(label);
        if (!log.place().has("checkpoint")) {
            throw Refused.notFound();
        }
        return log;
    }

    /** Names, one a line: a mirror cannot guess them. */
    private static ResponseEntity<byte[]> list(Collection<?> names) {
        String lines = names.stream().map(name -> name + "\n").collect(Collectors.joining());
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noCache())
                .body(lines.getBytes(StandardCharsets.US_ASCII));
    }

    /** A note without a token beside it may be written anew, after a crash between the two: not for ever. */
    private static CacheControl stampedFor() {
        return CacheControl.maxAge(Duration.ofHours(1)).cachePublic();
    }

    /** Made anew each time: its settings are not copied but changed. */
    private static CacheControl forEver() {
        return CacheControl.maxAge(FOR_EVER).immutable();
    }

    private ResponseEntity<byte[]> file(String label, String name, MediaType type, CacheControl cache)
            throws IOException {
        byte[] file = log(label).place().read(name).orElseThrow(Refused::notFound);
        return ResponseEntity.ok().contentType(type).cacheControl(cache).body(file);
    }
}
