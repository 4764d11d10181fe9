package io.instagramoperator.receiver.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.sink.Outcome.Delivered;
import io.instagramoperator.receiver.sink.Outcome.Failed;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects events from endpoints that only pretend to be the one that was ordered. */
class HttpSinkTlsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;

    HttpSinkTlsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close();
    }

    @Test
    void trustsThePrivateAuthorityThatIsGiven() throws Exception {
        Identity identity = identity("crm.example.com", "2026/01/01", 3_650);
        try (RawServer server = RawServer.withTls(tls(identity), RawServer.answering(RawServer.OK))) {
            assertThat(at("crm.example.com", server).trusting(pem(identity)).post(VERTX))
                    .isEqualTo(new Delivered(200));
        }
    }

    @Test
    void refusesAnAuthorityThatNobodyTrusts() throws Exception {
        Identity identity = identity("crm.example.com", "2026/01/01", 3_650);
        try (RawServer server = RawServer.withTls(tls(identity), RawServer.answering(RawServer.OK))) {
            assertThat(message(at("crm.example.com", server).post(VERTX)))
                    .isEqualTo(
                            "the certificate is of an authority that is not trusted; a private authority goes into caFile");
        }
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        Identity identity = identity("crm.example.com", "2026/01/01", 3_650);
        try (RawServer server = RawServer.withTls(tls(identity), RawServer.answering(RawServer.OK))) {
            assertThat(message(at("other.example.com", server)
                            .trusting(pem(identity))
                            .post(VERTX)))
                    .startsWith("the certificate is not for this name");
        }
    }

    @Test
    void refusesACertificateThatHasExpired() throws Exception {
        Identity identity = identity("crm.example.com", "2020/01/01", 30);
        try (RawServer server = RawServer.withTls(tls(identity), RawServer.answering(RawServer.OK))) {
            assertThat(message(at("crm.example.com", server)
                            .trusting(pem(identity))
                            .post(VERTX)))
                    .isEqualTo("the certificate has expired");
        }
    }

    @Test
    void saysThatAnEndpointDoesNotSpeakTls() throws Exception {
        try (RawServer server = RawServer.that((raw, in, out) -> {
            out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            out.flush();
            raw.takesRequest(in);
        })) {
            assertThat(message(at("crm.example.com", server).post(VERTX)))
                    .isEqualTo("what listens there does not speak TLS; use http:// or another port");
        }
    }

    @Test
    void saysThatACaFileHasNoCertificate() throws Exception {
        Outcome outcome = TestSink.at("https://crm.example.com/")
                .trusting("no certificate")
                .post(VERTX);

        assertThat(((Failed) outcome).failure().kind()).isEqualTo(Kind.CREDENTIAL);
        assertThat(((Failed) outcome).failure().message()).startsWith("caFile ");
    }

    private static TestSink at(String name, RawServer server) {
        return TestSink.at("https://" + name + ":" + server.port() + "/hooks")
                .lookup(_ -> InetAddress.getAllByName("127.0.0.1"));
    }

    private static String message(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(((Failed) outcome).failure().kind()).isEqualTo(Kind.TLS);
        return ((Failed) outcome).failure().message();
    }

    /** An endpoint's key and certificate, and that of the authority that signed it; made with the JDK's own tool. */
    private record Identity(KeyStore key, Certificate authority) {}

    private Identity identity(String name, String from, int days) throws Exception {
        Path file = folder.resolve("identity.p12");
        keytool(file, "authority", "CN=authority", "2026/01/01", 3_650, "-ext", "bc:c");
        keytool(file, "endpoint", "CN=" + name, from, days, "-ext", "san=dns:" + name, "-signer", "authority");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        Certificate authority = store.getCertificate("authority");
        store.deleteEntry("authority");
        return new Identity(store, authority);
    }

    private static void keytool(Path file, String alias, String name, String from, int days, String... more)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                name,
                "-startdate",
                from + " 00:00:00",
                "-validity",
                Integer.toString(days),
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(more));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static SSLContext tls(Identity identity) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity.key, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private static String pem(Identity identity) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(identity.authority.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
