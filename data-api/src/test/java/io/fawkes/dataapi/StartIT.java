package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class StartIT {

    @Test
    void aStartThatFailsLeavesNothingBehindThatServes(@Migrated("data-api") TestDatabase database) throws IOException {
        int rpc = portThatWasFree();

        try (var taken = listening(0)) {
            Map<String, String> addresses = Map.of(
                    "FAWKES_DATA_API_LISTEN", "127.0.0.1:" + rpc,
                    "FAWKES_MANAGEMENT_LISTEN", "127.0.0.1:" + taken.getLocalPort());
            assertThrows(RuntimeException.class, () -> RunningDataApi.on(database, addresses));
        }

        try (var again = listening(rpc)) {
            assertEquals(rpc, again.getLocalPort(), "nobody listens there");
        }
    }

    private static int portThatWasFree() throws IOException {
        try (var socket = listening(0)) {
            return socket.getLocalPort();
        }
    }

    private static ServerSocket listening(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
