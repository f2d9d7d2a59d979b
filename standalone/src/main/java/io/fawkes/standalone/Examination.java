package io.fawkes.standalone;

import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.ConfigurationException;
import io.fawkes.runtime.config.Settings;
import io.fawkes.standalone.doctor.Configuration;
import io.fawkes.standalone.doctor.DatabaseServer;
import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.doctor.FolderAccess;
import io.fawkes.standalone.doctor.FreeDisk;
import io.fawkes.standalone.doctor.FreePort;
import io.fawkes.standalone.doctor.JavaVersion;
import io.fawkes.standalone.doctor.Stage;
import io.fawkes.standalone.doctor.Told;
import io.fawkes.standalone.doctor.UnknownVariables;
import io.fawkes.standalone.storage.KeptFolder;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a doctor is to look at, as the settings and the data folder say. Finding that out changes neither. */
final class Examination {

    /** Read by the configuration of the log, and by the script that finds Java. */
    private static final Set<String> READ_ELSEWHERE = Set.of("FAWKES_LOG_LEVEL", "FAWKES_JVM_ROOT");

    private final MeshConfig config;
    private final KeptFolder folder;
    private final Ground ground;

    private Examination(MeshConfig config) {
        this.config = config;
        this.folder = new KeptFolder(config.dataFolder());
        this.ground = Ground.found(config, folder);
    }

    /**
     * The stages of an examination.
     *
     * @param longestTransaction how long a transaction may write before it is named
     */
    static List<Stage> of(Settings settings, Duration longestTransaction) {
        var machine = Stream.of(Stage.of(new JavaVersion(Runtime.version())));
        return Stream.concat(machine, ofSettings(settings, longestTransaction)).toList();
    }

    private static Stream<Stage> ofSettings(Settings settings, Duration longestTransaction) {
        try {
            var examination = new Examination(MeshConfig.from(settings));
            var told = examination.settings();
            var rest = Stream.of(
                            told,
                            examination.storage(),
                            examination.mesh(longestTransaction),
                            OutsidePeers.of(settings))
                    .flatMap(List::stream)
                    .toList();
            // Last: what is known is what all of them asked for.
            return Stream.concat(rest.stream(), Stream.of(unknown(settings)));
        } catch (ConfigurationException wrong) {
            return Stream.of(Stage.of(new Configuration("the mesh", () -> {
                throw wrong;
            })));
        }
    }

    private static Stage unknown(Settings settings) {
        var known = new HashSet<>(settings.asked());
        known.addAll(READ_ELSEWHERE);
        return Stage.of(new UnknownVariables(settings.values().keySet(), known));
    }

    /** Read here and now, so that it is known which variables are read. */
    private List<Stage> settings() {
        return Arrays.stream(Service.values())
                .map(service -> new Configuration(service.title(), () -> read(service)))
                .flatMap(check -> check.findings().stream().map(found -> Stage.of(new Told(check.subject(), found))))
                .toList();
    }

    private void read(Service service) {
        ServiceSettings.read(service, config.of(service, ground, new EnumMap<>(config.endpoints())));
    }

    private List<Stage> storage() {
        return List.of(Stage.of(new FolderAccess(folder.path())), Stage.of(new FreeDisk(folder.path())));
    }

    private List<Stage> mesh(Duration longestTransaction) {
        if (folder.isTaken()) {
            var runs = new Told("mesh", new Ok("mesh: runs on %s".formatted(folder.path())));
            var running = new RunningMesh(config, folder, ground);
            return Stream.concat(Stream.of(Stage.of(runs)), running.stages(longestTransaction).stream())
                    .toList();
        }
        var missing = new Failure("mesh: none runs on %s".formatted(folder.path()), "./fawkes up starts one");
        return Stream.of(Stream.of(Stage.of(new Told("mesh", missing))), ports(), Stream.of(postgres()))
                .flatMap(each -> each)
                .toList();
    }

    /** The server that a mesh would use, or the port that its own would. */
    private Stage postgres() {
        return config.postgres()
                .map(url -> Stage.of(new DatabaseServer(url, RunningMesh.EXTERNAL_SERVER_REMEDY)))
                .orElseGet(() -> Stage.of(new FreePort(
                        "PostgreSQL", new Address("127.0.0.1", config.postgresPort()), MeshConfig.POSTGRES_PORT)));
    }

    private Stream<Stage> ports() {
        return Arrays.stream(Service.values()).flatMap(service -> {
            var wanted = config.wanted(service);
            return Stream.of(
                    Stage.of(new FreePort(service.title(), wanted.serving(), service.servingVariable())),
                    Stage.of(new FreePort(
                            "the management of " + service.title(),
                            wanted.management(),
                            service.managementVariable())));
        });
    }
}
