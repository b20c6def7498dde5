package dev.visor.gateway.trail;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.merkle.Tile;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the published logs as C2SP tlog-tiles demands. Checkpoint, keys and hash tiles are public: they show nobody and
 * nothing but how many records there are. Entry bundles ({@code /tile/entries/}) are not; {@code access} guards their
 * addresses.
 */
@RestController
class TrailFilesController {

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=utf-8");
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final SequencerSettings published;

    TrailFilesController(SequencerSettings published) {
        this.published = published;
    }

    @GetMapping("/trail/visor/{label:[a-z2-7]{16}}/checkpoint")
    ResponseEntity<byte[]> checkpoint(@PathVariable String label) throws IOException {
        return file(folder(label).path().resolve("checkpoint"), TEXT, CacheControl.maxAge(Duration.ofSeconds(2)));
    }

    @GetMapping("/trail/visor/{label:[a-z2-7]{16}}/log.vkey")
    ResponseEntity<byte[]> keys(@PathVariable String label) throws IOException {
        return file(folder(label).path().resolve("log.vkey"), TEXT, CacheControl.maxAge(Duration.ofHours(1)));
    }

    @GetMapping("/trail/visor/{label:[a-z2-7]{16}}/tile/**")
    ResponseEntity<byte[]> tile(@PathVariable String label, HttpServletRequest request) throws IOException {
        String address = request.getRequestURI();
        Tile tile;
        try {
            tile = Tile.parse(address.substring(address.indexOf("/tile/") + 1));
        } catch (IllegalArgumentException e) {
            return ResponseEntity.notFound().build();
        }
        CacheControl cache = CacheControl.maxAge(FOR_EVER).immutable();
        return file(
                folder(label).file(tile),
                MediaType.APPLICATION_OCTET_STREAM,
                tile.level() == Tile.ENTRIES ? cache.cachePrivate() : cache.cachePublic());
    }

    private LogFolder folder(String label) {
        return published.log("visor/" + label);
    }

    private static ResponseEntity<byte[]> file(Path file, MediaType type, CacheControl cache) throws IOException {
        try {
            return ResponseEntity.ok().contentType(type).cacheControl(cache).body(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return ResponseEntity.notFound().build();
        }
    }
}
