package io.fawkes.runtime.telemetry;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Our defaults where the standard variables are silent: a service name, and export only to an endpoint that was named. */
final class Exporters {
    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

    private Exporters() {}

    static Map<String, String> of(String service, ConfigProperties configured) {
        var defaults = new HashMap<String, String>();
        if (configured.getString("otel.service.name") == null) {
            defaults.put("otel.service.name", service);
        }
        for (var signal : List.of("traces", "metrics", "logs")) {
            if (configured.getString("otel.%s.exporter".formatted(signal)) == null) {
                defaults.put("otel.%s.exporter".formatted(signal), exports(signal, configured) ? "otlp" : "none");
            }
        }
        return defaults;
    }

    private static boolean exports(String signal, ConfigProperties configured) {
        return configured.getString(ENDPOINT) != null
                || configured.getString("otel.exporter.otlp.%s.endpoint".formatted(signal)) != null;
    }
}
