package dev.visor.gateway.line;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.InflaterInputStream;
import org.postgresql.PGConnection;

/** Where an installation might leave something, each looked through for needles. */
final class Places {

    private final Needles needles;

    Places(Needles needles) {
        this.needles = needles;
    }

    /** A view: its bytes, what they inflate to, and its pixels in both orders of colours. */
    Set<String> view(byte[] png) {
        Set<String> found = new TreeSet<>(needles.in(png));
        found.addAll(needles.in(inflated(png)));
        BufferedImage picture = Photo.asWritten(png);
        ByteBuffer rgb = ByteBuffer.allocate(3 * picture.getWidth() * picture.getHeight());
        ByteBuffer bgr = ByteBuffer.allocate(rgb.capacity());
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int pixel = picture.getRGB(x, y);
                rgb.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
                bgr.put((byte) pixel).put((byte) (pixel >> 8)).put((byte) (pixel >> 16));
            }
        }
        found.addAll(needles.in(rgb.array()));
        found.addAll(needles.in(bgr.array()));
        return found;
    }

    private static byte[] inflated(byte[] png) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.wrap(png).position(8);
        while (in.remaining() > 8) {
            int length = in.getInt();
            if (in.getInt() == 0x49444154) {
                data.write(png, in.position(), length);
            }
            in.position(in.position() + length + 4);
        }
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(data.toByteArray()))) {
            return inflater.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file below a folder that was written since, named in the answer. */
    Set<String> files(Path folder, FileTime since) throws IOException {
        Set<String> found = new TreeSet<>();
        List<Path> waiting = new ArrayList<>(List.of(folder));
        while (!waiting.isEmpty()) {
            Path path = waiting.removeLast();
            try {
                if (!Files.isReadable(path)) {
                    continue; // another user's, whom a gateway under this one cannot have made
                }
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    try (var below = Files.list(path)) {
                        below.forEach(waiting::add);
                    }
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(path).compareTo(since) >= 0) {
                    needles.in(path).forEach(name -> found.add(name + ": " + folder.relativize(path)));
                }
            } catch (NoSuchFileException e) {
                // Others remove theirs while this looks.
            }
        }
        return found;
    }

    /** Files that this process holds open, those with no name left, too. */
    Set<String> openFiles() throws IOException {
        Set<String> found = new TreeSet<>();
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path path : open.toList()) {
                try {
                    if (Files.isRegularFile(path)) {
                        String target = Files.readSymbolicLink(path).toString();
                        if (!target.endsWith(".jar") && !target.endsWith("/modules")) {
                            needles.in(path).forEach(name -> found.add(name + ": " + target));
                        }
                    }
                } catch (NoSuchFileException e) {
                    // It was closed.
                }
            }
        }
        return found;
    }

    /** Every row of every table, as its owner would restore it. */
    Set<String> database(Connection superuser) throws SQLException, IOException {
        Set<String> found = new TreeSet<>();
        List<String> tables = new ArrayList<>();
        try (Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery("select format('%I.%I', schemaname, tablename) from pg_tables"
                        + " where schemaname not in ('pg_catalog', 'information_schema')")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        for (String table : tables) {
            StringWriter text = new StringWriter();
            superuser.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", text);
            needles.in(text.toString().getBytes(StandardCharsets.UTF_8))
                    .forEach(name -> found.add(name + ": " + table));
        }
        return found;
    }

    /** As the one who may read all of the local database. */
    static Connection superuser(String url, Path config) throws IOException, SQLException {
        Properties passwords = new Properties();
        try (var in = Files.newInputStream(config.resolve("database.properties"))) {
            passwords.load(in);
        }
        return DriverManager.getConnection(url, "postgres", passwords.getProperty("superuser.password"));
    }
}
