package dev.visor.gateway.line;

import java.util.concurrent.atomic.AtomicInteger;

/** Landmark schemas that a tenant uploads in tests: two outer corners of the eyes, the tip of the nose, and a scar. */
final class OwnSchemas {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private OwnSchemas() {}

    static String fresh() {
        return "own-" + NUMBER.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
    }

    /** Uploads a new schema and tells its id. */
    static String add(Installation visor, Person client) {
        String id = fresh();
        visor.post(client, "/api/v1/schemas", text(id)).ok();
        return id;
    }

    /** Its first version. */
    static String text(String id) {
        return text(id, """
                ["eye-right-outer-corner", -0.5, 0, 0.01], ["eye-left-outer-corner", 0.5, 0, 0.01],
                ["nose-tip", 0, 0.6, 0.01], ["scar", 0.1, 0.9, 0.05, {"definition": "The upper end of the scar"}]
                """);
    }

    /** A second version: as many points in another order, of which the scar is another place now. */
    static String turned(String id) {
        return text(id, """
                ["scar", 0.1, 0.9, 0.05, {"definition": "The lower end of the scar"}], ["nose-tip", 0, 0.6, 0.01],
                ["eye-left-outer-corner", 0.5, 0, 0.01], ["eye-right-outer-corner", -0.5, 0, 0.01]
                """);
    }

    static String text(String id, String points) {
        return "{\"id\": \"" + id + "\", \"title\": \"Own\", \"source\": \"This test\", \"sides\": \"Ours\","
                + " \"deviations\": \"Invented\", \"normaliser\": \"box\","
                + " \"groups\": [{\"name\": \"all\", \"points\": \"0-3\"}],"
                + " \"contours\": [], \"mesh\": [], \"points\": [" + points + "]}";
    }
}
