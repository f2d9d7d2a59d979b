package io.fawkes.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.PrometheusServer;
import io.fawkes.standalone.storage.Sessions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a person reads of a mesh that is well, and of one that is not in a single way. */
@Tag("full")
@TestInstance(Lifecycle.PER_CLASS)
class DoctorIT {
    private static final String SHA256_OF_SESAME = "d0c04f4b1951e4aeaaec8223ed2039e542f3aae805a6fa7f6d794e5afff5d272";

    private Mesh mesh;

    @BeforeAll
    void start(@TempDir Path folder) {
        mesh = Mesh.start(MeshConfig.onFreePorts(folder, Map.of()));
    }

    @AfterAll
    void stop() {
        mesh.close();
    }

    @Test
    void findsNothingWrongWithAMeshThatIsWell() {
        try (var prometheus = PrometheusServer.start()) {
            var report = examine(
                    environment(mesh, "FAWKES_PROMETHEUS_URL", prometheus.uri().toString()));

            assertEquals(List.of(), report.wrong());
            assertEquals(0, report.exitCode());
            for (Service service : Service.values()) {
                assertTrue(report.says("ok       %s: serves at ".formatted(service.title())), report::toString);
            }
            assertTrue(report.says("ok       webhook self-test: a signed ping is in the inbox"), report::toString);
            assertTrue(report.says("ok       webhook self-test: a wrong signature is refused"), report::toString);
            assertTrue(report.says("ok       schema of data-api: every migration"), report::toString);
            assertTrue(report.says("ok       generation of the log of data-api: 1,"), report::toString);
            assertTrue(report.says("ok       Prometheus: is ready"), report::toString);
            assertTrue(report.says("ok       clock of Prometheus: agrees"), report::toString);
            assertTrue(report.says("ok       clock of gateway: agrees"), report::toString);
            assertTrue(report.says("ok       clock of PostgreSQL: agrees"), report::toString);
        }
    }

    @Test
    void namesTheSecretThatTheMeshDoesNotKnow() {
        var report = examine(environment(mesh, "FAWKES_WEBHOOK_SECRET_GITHUB", "another"));

        report.demandOneWrong(
                "failure  webhook self-test: a delivery signed with the secret in FAWKES_WEBHOOK_SECRET_GITHUB is refused");
    }

    @Test
    void namesTheTransactionThatHoldsBackTheFeedAndHowToEndIt() throws SQLException {
        var database = Objects.requireNonNull(mesh.ground().databases().get(Service.DATA_API));
        try (var session = Sessions.open(database.serving(), "forgotten-migration")) {
            session.setAutoCommit(false);
            int pid;
            try (var statement = session.createStatement();
                    var row = statement.executeQuery("select pg_backend_pid(), pg_current_xact_id()")) {
                row.next();
                pid = row.getInt(1);
            }

            var report = examine(environment(mesh), "--longest-transaction=PT0.001S");

            var line = report.wrong().getFirst();
            assertTrue(
                    line.contains("(database fawkes_data_api, pid %d, forgotten-migration as ".formatted(pid)), line);
            assertTrue(line.contains("pg_terminate_backend(%d)".formatted(pid)), line);
            assertEquals(1, report.exitCode());
            session.rollback();
        }
    }

    @Test
    void namesAVariableThatNothingReadsAndTheNearestOne() {
        var report = examine(environment(mesh, "FAWKES_CAUSAL_WINDOWS", "PT1H"));

        report.demandOneWrong(
                "warning  variables: FAWKES_CAUSAL_WINDOWS is read by nothing. Remedy: did you mean FAWKES_CAUSAL_WINDOW?");
    }

    @Test
    void tellsWhatAServiceWouldNotUnderstand() {
        var report = examine(environment(mesh, "FAWKES_CAUSAL_WINDOW", "a while"));

        report.demandOneWrong("failure  settings of insights: FAWKES_CAUSAL_WINDOW: a while (expected: a duration");
    }

    @Test
    void saysWhereNobodyListensForTelemetry() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        var report = examine(environment(mesh, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + nobody));

        report.demandOneWrong("failure  OTLP endpoint: nothing answers at 127.0.0.1:" + nobody);
    }

    @Test
    void tellsAMeshThatDoesNotRunInOneFinding(@TempDir Path empty) {
        var report = examine(environment(mesh, MeshConfig.DATA_DIR, empty.toString()));

        assertEquals(
                "failure  mesh: none runs on %s. Remedy: ./fawkes up starts one".formatted(empty),
                report.wrong().getFirst());
        // The ports are those of the mesh that runs on the other folder.
        assertEquals(2 + 2 * Service.values().length, report.wrong().size(), report::toString);
        assertTrue(
                report.wrong().stream().skip(1).allMatch(line -> line.contains("cannot be listened on")),
                report::toString);
        assertTrue(!Files.exists(empty.resolve("secrets")), "nothing is made");
    }

    @Test
    void saysThatTheInboxIsReadByWhoShowsTheTokenOnly(@TempDir Path other) {
        var access = Map.of("FAWKES_AUTH_TOKEN_SHA256", SHA256_OF_SESAME, "FAWKES_PEER_TOKEN", "sesame");
        try (var restricted = Mesh.start(MeshConfig.onFreePorts(other, access))) {
            var known = environment(
                    restricted, "FAWKES_AUTH_TOKEN_SHA256", SHA256_OF_SESAME, "FAWKES_PEER_TOKEN", "sesame");
            assertEquals(List.of(), examine(known).wrong());

            var unknown = environment(restricted, "FAWKES_AUTH_TOKEN_SHA256", SHA256_OF_SESAME);
            examine(unknown).demandOneWrong("warning  webhook self-test: accepted as deliveries/");
        }
    }

    @Test
    void tellsADatabaseThatStopped(@TempDir Path other) throws Exception {
        try (var broken = Mesh.start(MeshConfig.onFreePorts(other, Map.of()))) {
            kill(other.resolve("postgres/postmaster.pid"));

            var report = examine(environment(broken));

            assertTrue(report.says("failure  PostgreSQL: postgresql://postgres:***@"), report::toString);
            assertTrue(report.says("failure  data-api: "), report::toString);
            assertTrue(report.wrong().stream().noneMatch(line -> line.contains("horizon")), report::toString);
            assertEquals(1, report.exitCode());
        }
    }

    @Test
    void explainsItself() {
        var report = examine(Map.of(), "--help");

        assertEquals(0, report.exitCode());
        assertTrue(report.lines().getFirst().startsWith("Usage: doctor"), report::toString);
    }

    private static void kill(Path pidFile) throws IOException, InterruptedException {
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
        Await.until("PostgreSQL ended", () -> !postmaster.isAlive());
    }

    private static Map<String, String> environment(Mesh mesh, String... further) {
        var all = new HashMap<>(Map.of(
                MeshConfig.DATA_DIR,
                mesh.dataFolder().toString(),
                MeshConfig.POSTGRES_PORT,
                Integer.toString(mesh.ground().postgres().port())));
        for (Service service : Service.values()) {
            all.put(service.servingVariable(), mesh.endpoint(service).serving().toString());
            all.put(
                    service.managementVariable(),
                    mesh.endpoint(service).management().toString());
        }
        for (int i = 0; i < further.length; i += 2) {
            all.put(further[i], further[i + 1]);
        }
        return all;
    }

    private static Report examine(Map<String, String> environment, String... arguments) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var command = new CommandLine(new DoctorCommand(Settings.of(environment), out));
        command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        int exitCode = command.execute(arguments);
        return new Report(
                exitCode, bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private record Report(int exitCode, List<String> lines) {
        List<String> wrong() {
            return lines.stream()
                    .filter(line -> line.startsWith("failure") || line.startsWith("warning"))
                    .toList();
        }

        boolean says(String beginning) {
            return lines.stream().anyMatch(line -> line.startsWith(beginning));
        }

        void demandOneWrong(String beginning) {
            assertEquals(1, wrong().size(), this::toString);
            assertTrue(wrong().getFirst().startsWith(beginning), this::toString);
            assertEquals(1, exitCode);
        }
    }
}
