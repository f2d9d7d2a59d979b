package io.fawkes.alerting.apiv2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.alerting.domain.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the API says of this process.
 *
 * @param configuration the configuration in use, without its secrets
 * @param since when the process began
 */
public record ApiStatus(Supplier<String> configuration, Instant since) {

    /** The Alertmanager whose API this is. */
    private static final String VERSION = "0.25.0";

    /** As JSON: there is no cluster, since replicas share a database. */
    public Bytes json() {
        ObjectNode status = ApiJson.object();
        ObjectNode cluster = ApiJson.object().put("name", "").put("status", "disabled");
        cluster.set("peers", ApiJson.array(List.of()));
        status.set("cluster", cluster);
        status.set("config", ApiJson.object().put("original", configuration.get()));
        status.put("uptime", ApiJson.time(since));
        status.set(
                "versionInfo",
                ApiJson.object()
                        .put("branch", "fawkes")
                        .put("buildDate", "")
                        .put("buildUser", "")
                        .put("goVersion", "")
                        .put("revision", "")
                        .put("version", VERSION));
        return ApiJson.bytes(status);
    }
}
