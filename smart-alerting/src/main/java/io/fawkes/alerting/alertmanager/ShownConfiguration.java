package io.fawkes.alerting.alertmanager;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A configuration as it may be shown: without comments, secrets as Alertmanager shows them, addresses up to their host. */
final class ShownConfiguration {

    private static final String SECRET = "<secret>";
    private static final Pattern SECRETS = Pattern.compile(
            ".*(password|secret|credentials|token|_key|api_url|webhook_url)|http_headers|headers|url|proxy_url");
    private static final Set<String> PUBLIC = Set.of("pagerduty_url", "service_key_file", "routing_key_file");

    private ShownConfiguration() {}

    static String of(String text) {
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(text);
        var settings =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(settings).dumpToString(shown(loaded));
    }

    private static @Nullable Object shown(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> shownMap(map);
            case List<?> list -> list.stream().map(ShownConfiguration::shown).toList();
            case null, default -> value;
        };
    }

    private static Map<String, @Nullable Object> shownMap(Map<?, ?> map) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            boolean isSecret = value != null && SECRETS.matcher(name).matches() && !PUBLIC.contains(name);
            shown.put(name, isSecret ? hidden(name, value) : shown(value));
        });
        return shown;
    }

    /** Of an address the host is shown: amtool has to be able to read it as one. */
    private static Object hidden(String name, Object value) {
        if (!name.endsWith("url") || !(value instanceof String text)) {
            return value instanceof Map ? Map.of() : SECRET;
        }
        try {
            URI uri = URI.create(text);
            return uri.getHost() == null
                    ? SECRET
                    : uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + "/"
                            + SECRET;
        } catch (IllegalArgumentException _) {
            return SECRET; // what is no address may be anything
        }
    }
}
