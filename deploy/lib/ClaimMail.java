import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes one message from Keycloak, on this machine only, and prints the link in it. Keycloak gives one-time links out by mail alone,
 * and a new installation has no mail server. Reads nothing, prints its port first: {@code java ClaimMail.java}
 */
final class ClaimMail {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"<>]+/login-actions/action-token\\?[^\\s\"<>]+");

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(60_000);
            System.out.println(server.getLocalPort());
            try (Socket client = server.accept()) {
                client.setSoTimeout(60_000);
                System.out.println(link(message(client)));
            }
        }
    }

    /** The part of SMTP (RFC 5321) that one message needs. */
    private static String message(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.US_ASCII);
        StringBuilder message = new StringBuilder();
        say(out, "220 localhost");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("DATA")) {
                say(out, "354 go on");
                for (line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                    message.append(line).append('\n');
                }
                say(out, "250 taken");
            } else if (line.equals("QUIT")) {
                say(out, "221 bye");
                break;
            } else {
                say(out, "250 localhost");
            }
        }
        return message.toString();
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    /** The text may be as it is, quoted-printable, or in Base64. */
    private static String link(String message) {
        String text = message.replace("=\n", "").replace("=3D", "=").replace("&amp;", "&");
        for (String part : message.split("\n\n")) {
            String packed = part.replaceAll("\\s", "");
            if (packed.matches("[A-Za-z0-9+/]{40,}={0,2}")) {
                text += new String(Base64.getMimeDecoder().decode(packed), StandardCharsets.UTF_8);
            }
        }
        Matcher link = LINK.matcher(text);
        if (!link.find()) {
            throw new IllegalStateException("Keycloak's message holds no link");
        }
        return link.group();
    }
}
