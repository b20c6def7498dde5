package dev.visor.gateway.trail;

import java.nio.file.Path;
import java.util.UUID;

/** Where the logs' keys lie that go with the shared database: whoever opens it without them would have to refuse it. */
final class TrailFolder {

    static final Path SHARED =
            Path.of("target", "trail-tests", UUID.randomUUID().toString());

    private TrailFolder() {}
}
