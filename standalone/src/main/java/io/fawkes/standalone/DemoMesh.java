package io.fawkes.standalone;

import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The mesh of a demo: its own folder and PostgreSQL, the usual door if that is free, and free ports for all else, so that it
 * runs beside any other mesh and touches nothing of it.
 */
final class DemoMesh {

    private static final String OURS = "FAWKES_";
    /** Where everybody looks first. */
    static final Address USUAL_DOOR = Address.parse("127.0.0.1:8080");

    private static final String ANY_DOOR = "127.0.0.1:0";

    private DemoMesh() {}

    static MeshConfig config(Path folder, Settings environment) {
        Map<String, String> foreign = new HashMap<>(environment.values());
        foreign.keySet().removeIf(name -> name.startsWith(OURS));
        foreign.put(Service.GATEWAY.servingVariable(), isFree() ? USUAL_DOOR.toString() : ANY_DOOR);
        return MeshConfig.onFreePorts(folder, foreign);
    }

    private static boolean isFree() {
        try (var socket = new ServerSocket()) {
            socket.bind(USUAL_DOOR.toSocketAddress());
            return true;
        } catch (IOException _) {
            // Somebody listens there; another port does as well.
            return false;
        }
    }
}
