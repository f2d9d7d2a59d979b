package io.fawkes.runtime.testkit;

import java.util.List;

/** What is found together in one image, or in one Debian package. */
enum Toolbox {
    PROMETHEUS("prom/prometheus", "prometheus", "prometheus", "promtool"),
    ALERTMANAGER("prom/alertmanager", "prometheus-alertmanager", "alertmanager", "amtool");

    private final String image;
    private final String debianPackage;
    private final String server;
    private final String tool;

    Toolbox(String image, String debianPackage, String server, String tool) {
        this.image = image;
        this.debianPackage = debianPackage;
        this.server = server;
        this.tool = tool;
    }

    /** The image; {@code fawkes.test.prometheus.image} and {@code fawkes.test.alertmanager.image} name others. */
    String image() {
        return System.getProperty("fawkes.test.%s.image".formatted(server), image);
    }

    String debianPackage() {
        return debianPackage;
    }

    /** What its programs are called by their makers. */
    List<String> programs() {
        return List.of(server, tool);
    }
}
