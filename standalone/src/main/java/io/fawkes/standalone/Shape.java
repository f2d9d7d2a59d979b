package io.fawkes.standalone;

import io.fawkes.runtime.config.Settings;
import java.io.IOException;

/** How the services of a mesh are run. They talk the same gRPC in either. */
public enum Shape {
    /** All in this JVM, each with its own telemetry and ports: small and quick to start. */
    ONE_JVM {
        @Override
        RunningService launch(Service service, Settings settings) throws IOException {
            return LocalService.start(service, settings);
        }

        @Override
        MeshConfig prepared(MeshConfig config) {
            return config;
        }
    },

    /** Each by its own {@code Main} in a JVM of its own, as in production. */
    PROCESSES {
        @Override
        RunningService launch(Service service, Settings settings) throws IOException {
            return ChildService.start(service, settings);
        }

        @Override
        MeshConfig prepared(MeshConfig config) {
            // A process cannot tell its parent which port the system gave it.
            return config.withPortsChosen();
        }
    };

    abstract RunningService launch(Service service, Settings settings) throws IOException;

    abstract MeshConfig prepared(MeshConfig config);
}
