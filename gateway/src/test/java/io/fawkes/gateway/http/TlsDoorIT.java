package io.fawkes.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.v1.CatalogServiceGrpc;
import io.fawkes.dataapi.v1.GetServiceRequest;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The door with a certificate, made anew for each test by the JDK's own tool. */
class TlsDoorIT {
    private static final char[] PASSWORD = "only-for-this-test".toCharArray();

    @TempDir
    private Path folder;

    private KeyStore made;

    @BeforeEach
    void makeCertificate() throws Exception {
        var store = folder.resolve("made.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        made = KeyStore.getInstance(store.toFile(), PASSWORD);
        pem("certificate.pem", "CERTIFICATE", made.getCertificate("door").getEncoded());
        pem("key.pem", "PRIVATE KEY", made.getKey("door", PASSWORD).getEncoded());
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void answersOverBothVersionsOfHttp(HttpClient.Version version) throws Exception {
        try (var backend = new Backend(files());
                var client = HttpClient.newBuilder()
                        .version(version)
                        .sslContext(trust())
                        .build()) {
            var uri = URI.create("https://127.0.0.1:%d/v1/services/pay"
                    .formatted(backend.door.address().port()));

            var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());

            assertEquals(200, answer.statusCode(), answer::body);
            assertEquals(version, answer.version());
            assertEquals(
                    "max-age=31536000",
                    answer.headers().firstValue("strict-transport-security").orElse(""));
        }
    }

    @Test
    void carriesGrpcOnTheSamePort() throws Exception {
        try (var backend = new Backend(files())) {
            var credentials = TlsChannelCredentials.newBuilder()
                    .trustManager(folder.resolve("certificate.pem").toFile())
                    .build();
            var channel = NettyChannelBuilder.forAddress(
                            "127.0.0.1", backend.door.address().port(), credentials)
                    .build();
            try {
                var service = CatalogServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(60, TimeUnit.SECONDS)
                        .getService(GetServiceRequest.newBuilder()
                                .setName("services/pay")
                                .build());

                assertEquals("services/pay", service.getName());
            } finally {
                channel.shutdownNow();
            }
        }
    }

    @Test
    void refusesFilesThatDoNotFit() throws Exception {
        Files.writeString(folder.resolve("key.pem"), "no key");

        assertThrows(IllegalArgumentException.class, this::files);
    }

    private TlsFiles files() {
        return TlsFiles.usable(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    }

    private SSLContext trust() throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("door", made.getCertificate("door"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), new SecureRandom());
        return context;
    }

    private void pem(String file, String label, byte[] bytes) throws IOException {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        Files.writeString(
                folder.resolve(file), "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, lines, label));
    }
}
