package dev.visor.audit.timestamp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.tsp.TimeStampResponse;

/** A time stamping authority that is OpenSSL, behind HTTP, with certificates that OpenSSL made. */
public final class OpensslAuthority implements AutoCloseable {

    private final Path place;
    private final HttpServer server;

    /** What is done to each answer on its way. */
    public volatile UnaryOperator<byte[]> onTheWay = answer -> answer;

    /** Makes a certificate authority, a good signer, an expired one and one for another purpose. */
    public OpensslAuthority(Path place) throws IOException {
        this.place = place;
        openssl("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -subj /CN=Root");
        write("ca.cnf", """
                [ca]
                default_ca = own
                [own]
                database = index.txt
                serial = serial
                new_certs_dir = .
                policy = any
                default_md = sha256
                unique_subject = no
                [any]
                commonName = supplied
                [stamping]
                extendedKeyUsage = critical,timeStamping
                [other]
                extendedKeyUsage = critical,clientAuth
                [lax]
                extendedKeyUsage = timeStamping
                """);
        write("index.txt", "");
        write("serial", "01\n");
        signer("good", "stamping", "20200101000000Z", "20991231000000Z");
        signer("expired", "stamping", "20200101000000Z", "20210101000000Z");
        signer("future", "stamping", "20980101000000Z", "20991231000000Z");
        signer("purpose", "other", "20200101000000Z", "20991231000000Z");
        signer("lax", "lax", "20200101000000Z", "20991231000000Z");
        write("tsserial", "01\n");
        write("ts.cnf", """
                [tsa]
                default_tsa = own
                [own]
                serial = tsserial
                crypto_device = builtin
                signer_cert = good.pem
                signer_key = good.key
                signer_digest = sha256
                default_policy = 1.2.3.4.1
                other_policies = 1.2.3.4.5
                digests = sha1, sha256, sha512
                accuracy = secs:1
                ess_cert_id_alg = sha256
                """);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] answer = onTheWay.apply(reply(exchange.getRequestBody().readAllBytes()));
                exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    private void signer(String name, String purpose, String from, String to) throws IOException {
        openssl("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout %s.key -out %s.csr -subj /CN=%s"
                .formatted(name, name, name));
        openssl(("ca -batch -notext -config ca.cnf -cert ca.pem -keyfile ca.key -in %s.csr -out %s.pem -extensions %s"
                        + " -startdate %s -enddate %s")
                .formatted(name, name, purpose, from, to));
    }

    /** Where to ask. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsr");
    }

    /** The root's certificate, PEM. */
    public Path root() {
        return place.resolve("ca.pem");
    }

    byte[] reply(byte[] query) throws IOException {
        Files.write(place.resolve("query.tsq"), query);
        openssl("ts -reply -config ts.cnf -queryfile query.tsq -out answer.tsr");
        return Files.readAllBytes(place.resolve("answer.tsr"));
    }

    /** A query by OpenSSL over these bytes, answered. */
    byte[] stamp(byte[] content, String options) throws IOException {
        Files.write(place.resolve("content"), content);
        openssl("ts -query -data content -cert -out own.tsq " + options);
        return reply(Files.readAllBytes(place.resolve("own.tsq")));
    }

    /** The same statement as in an answer, signed by another signer, which {@code ts -reply} would refuse to do. */
    byte[] resigned(byte[] answer, String signer) throws Exception {
        byte[] statement = (byte[]) new TimeStampResponse(answer)
                .getTimeStampToken()
                .toCMSSignedData()
                .getSignedContent()
                .getContent();
        Files.write(place.resolve("statement"), statement);
        openssl(("cms -sign -binary -nodetach -nosmimecap -cades -md sha256 -in statement -outform DER -out token"
                        + " -econtent_type 1.2.840.113549.1.9.16.1.4 -signer %s.pem -inkey %s.key")
                .formatted(signer, signer));
        try (ASN1InputStream token = new ASN1InputStream(Files.readAllBytes(place.resolve("token")))) {
            return new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                        new DERSequence(new ASN1Integer(0)), token.readObject()
                    })
                    .getEncoded("DER");
        }
    }

    /** Whether OpenSSL accepts a token over a file. */
    public boolean accepts(Path stamped, Path answer) throws IOException {
        return run("ts -verify -CAfile ca.pem -data " + stamped + " -in " + answer)
                .isEmpty();
    }

    private void openssl(String arguments) throws IOException {
        String failure = run(arguments);
        if (!failure.isEmpty()) {
            throw new IOException("openssl " + arguments + ": " + failure);
        }
    }

    private String run(String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.strip().split(" +")));
        Process process = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            return process.waitFor() == 0 ? "" : output + " (failed)";
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(place.resolve(name), content);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
