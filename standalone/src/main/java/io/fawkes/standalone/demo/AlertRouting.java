package io.fawkes.standalone.demo;

import io.fawkes.standalone.demo.history.Storm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The demo's {@code alertmanager.yml}: whatever hurts a cluster is one page for the room, and what hurts a service is an
 * incident of that service, of which nobody is told a second time.
 */
public final class AlertRouting {

    /** Who is told of the storm. */
    static final String RECEIVER = "demo-room";

    private AlertRouting() {}

    /** Writes it to {@code file}, with the receiver at {@code url}. */
    public static void write(Path file, String url) throws IOException {
        Files.writeString(file, """
                route:
                  receiver: nobody
                  group_by: [service]
                  group_wait: 1s
                  group_interval: 2s
                  repeat_interval: 4h
                  routes:
                    - matchers: ['cluster="%s"']
                      receiver: %s
                      group_by: [cluster]
                      continue: true
                    - receiver: nobody
                      group_by: [service]
                receivers:
                  - name: nobody
                  - name: %s
                    webhook_configs:
                      - url: %s
                        send_resolved: true
                """.formatted(Storm.CLUSTER, RECEIVER, RECEIVER, url));
    }
}
