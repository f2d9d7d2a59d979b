package io.fawkes.standalone;

import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.postgres.PostgresUrl;
import io.fawkes.standalone.doctor.Check;
import io.fawkes.standalone.doctor.ClockSkew;
import io.fawkes.standalone.doctor.DatabaseHorizon;
import io.fawkes.standalone.doctor.DatabaseRole;
import io.fawkes.standalone.doctor.DatabaseServer;
import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Warning;
import io.fawkes.standalone.doctor.LogGeneration;
import io.fawkes.standalone.doctor.RemoteClock;
import io.fawkes.standalone.doctor.SchemaVersion;
import io.fawkes.standalone.doctor.ServiceHealth;
import io.fawkes.standalone.doctor.Stage;
import io.fawkes.standalone.doctor.Told;
import io.fawkes.standalone.doctor.Web;
import io.fawkes.standalone.doctor.WebhookSelfTest;
import io.fawkes.standalone.storage.KeptFolder;
import io.fawkes.standalone.storage.ServiceDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a doctor is to look at in a mesh that runs: PostgreSQL and what is in it, every service, and the public door. */
final class RunningMesh {

    /** For a PostgreSQL that is not the mesh's own. */
    static final String EXTERNAL_SERVER_REMEDY = "start that server, or correct " + MeshConfig.POSTGRES_URL;

    private final MeshConfig config;
    private final KeptFolder folder;
    private final Ground ground;

    RunningMesh(MeshConfig config, KeptFolder folder, Ground ground) {
        this.config = config;
        this.folder = folder;
        this.ground = ground;
    }

    List<Stage> stages(Duration longestTransaction) {
        return Stream.concat(Stream.of(postgres(longestTransaction)), services())
                .toList();
    }

    private Stage postgres(Duration longestTransaction) {
        if (config.postgres().isEmpty() && config.postgresPort() == 0) {
            return portUnknown("PostgreSQL", MeshConfig.POSTGRES_PORT);
        }
        var server = ground.postgres();
        var inIt = Stream.concat(
                Stream.of(
                        Stage.of(new DatabaseHorizon(server, longestTransaction)),
                        Stage.of(new ClockSkew("PostgreSQL", RemoteClock.ofDatabase(server), InstantSource.system()))),
                ground.databases().entrySet().stream()
                        .flatMap(entry -> database(entry.getKey().title(), entry.getValue())));
        return new Stage(new DatabaseServer(server, remedy()), inIt.toList());
    }

    private String remedy() {
        return config.postgres().isPresent()
                ? EXTERNAL_SERVER_REMEDY
                : "see %s, and start the mesh again".formatted(folder.path().resolve("postgres.log"));
    }

    private static Stream<Stage> database(String service, ServiceDatabase database) {
        PostgresUrl serving = database.serving();
        var schema =
                List.of(Stage.of(new SchemaVersion(service, serving)), Stage.of(new LogGeneration(service, serving)));
        return Stream.of(
                Stage.of(new DatabaseRole(service, database.migration())),
                new Stage(new DatabaseRole(service, serving), schema));
    }

    private Stream<Stage> services() {
        return Arrays.stream(Service.values()).map(this::service);
    }

    private Stage service(Service service) {
        var wanted = config.wanted(service);
        if (wanted.serving().port() == 0) {
            return portUnknown(service.title(), service.servingVariable());
        }
        if (wanted.management().port() == 0) {
            return portUnknown(service.title(), service.managementVariable());
        }
        var health = new ServiceHealth(service.title(), wanted.serving(), wanted.management());
        return new Stage(health, service == Service.GATEWAY ? door() : List.of());
    }

    private static Stage portUnknown(String part, String variable) {
        var finding = new Warning(
                "%s: is on a port that the system chose".formatted(part),
                "name a port by %s before ./fawkes up, and the same one here".formatted(variable));
        return Stage.of(new Told(part, finding));
    }

    private List<Stage> door() {
        var address = config.wanted(Service.GATEWAY).serving();
        var clock = new ClockSkew("gateway", RemoteClock.ofHttp(Web.at(address, "/")), InstantSource.system());
        return List.of(Stage.of(clock), Stage.of(webhook()));
    }

    private Check webhook() {
        Settings settings = config.settings();
        return ground.webhookSecrets().stream()
                .filter(secret -> secret.source().equals("github"))
                .findFirst()
                .<Check>map(secret -> new WebhookSelfTest(
                        config.wanted(Service.GATEWAY).serving(),
                        secret.value(),
                        secret.whereabouts(),
                        settings.secret("FAWKES_PEER_TOKEN")))
                .orElseGet(() -> new Told(
                        "webhook self-test",
                        new Failure(
                                "webhook self-test: the secret of GitHub's webhooks cannot be read in " + folder.path(),
                                "run doctor as the user who runs the mesh")));
    }
}
