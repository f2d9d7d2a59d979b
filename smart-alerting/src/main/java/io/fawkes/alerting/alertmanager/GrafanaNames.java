package io.fawkes.alerting.alertmanager;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** How Grafana's names are kept. It lets labels have any name, where Prometheus knows letters, digits and _ only. */
final class GrafanaNames {

    private static final Pattern OTHER = Pattern.compile("[^a-zA-Z0-9_]");

    /** Fields beside an alert that are worth telling, by the annotation that they become. */
    private static final Map<String, String> PAGES = Map.of(
            "dashboard_url", "dashboardURL",
            "panel_url", "panelURL",
            "silence_url", "silenceURL",
            "image_url", "imageURL");

    private GrafanaNames() {}

    /** {@code name} with every character replaced by _ that Prometheus does not know, as Grafana sends it to one. */
    static String label(String name) {
        String known = OTHER.matcher(name).replaceAll("_");
        return known.isEmpty() || Character.isDigit(known.charAt(0)) ? "_" + known : known;
    }

    /** The pages and values of {@code alert} as annotations; only what can be shown. */
    static Map<String, String> pages(AlertNode alert) {
        Map<String, String> found = new LinkedHashMap<>();
        PAGES.forEach((name, field) -> {
            String uri = alert.uri(field);
            if (!uri.isEmpty()) {
                found.put(name, uri);
            }
        });
        alert.limited("valueString").ifPresent(value -> found.put("value_string", value));
        return found;
    }
}
