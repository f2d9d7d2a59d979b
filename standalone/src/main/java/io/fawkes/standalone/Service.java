package io.fawkes.standalone;

import io.fawkes.alerting.AlertingServer;
import io.fawkes.anomaly.AnomalyServer;
import io.fawkes.dataapi.DataApiServer;
import io.fawkes.gateway.GatewayServer;
import io.fawkes.insights.InsightsServer;
import io.fawkes.runtime.config.Settings;
import java.util.Arrays;
import java.util.stream.Stream;

/** The services of a mesh, in the order in which they start. */
public enum Service {
    DATA_API(DataApiServer.NAME, io.fawkes.dataapi.Main.class, "FAWKES_DATA_API_LISTEN", 9101, 8082),
    INSIGHTS(InsightsServer.NAME, io.fawkes.insights.Main.class, "FAWKES_INSIGHTS_LISTEN", 9102, 8083),
    ANOMALY_DETECTION(AnomalyServer.NAME, io.fawkes.anomaly.Main.class, "FAWKES_ANOMALY_DETECTION_LISTEN", 9103, 8084),
    SMART_ALERTING(AlertingServer.NAME, io.fawkes.alerting.Main.class, "FAWKES_SMART_ALERTING_LISTEN", 9104, 8085),
    GATEWAY(GatewayServer.NAME, io.fawkes.gateway.Main.class, "FAWKES_LISTEN", 8080, 8081);

    private static final String LOOPBACK = "127.0.0.1:";

    private final String title;
    private final Class<?> main;
    private final String servingVariable;
    private final int usualPort;
    private final int usualManagementPort;

    Service(String title, Class<?> main, String servingVariable, int usualPort, int usualManagementPort) {
        this.title = title;
        this.main = main;
        this.servingVariable = servingVariable;
        this.usualPort = usualPort;
        this.usualManagementPort = usualManagementPort;
    }

    /** What it is called everywhere. */
    public String title() {
        return title;
    }

    /** What runs it as a process of its own. */
    Class<?> main() {
        return main;
    }

    /** The variable that says where it serves, here and in a process of its own. */
    public String servingVariable() {
        return servingVariable;
    }

    /** The variable that says where its health, readiness and metrics are; alone, a process calls it otherwise. */
    public String managementVariable() {
        return "FAWKES_" + name() + "_MANAGEMENT_LISTEN";
    }

    /** The variable by which others are told where it is. */
    String addressVariable() {
        return "FAWKES_" + name() + "_ADDRESS";
    }

    /** The services it calls: the edges of the mesh. */
    Stream<Service> peers() {
        return switch (this) {
            case DATA_API, ANOMALY_DETECTION -> Stream.empty();
            case INSIGHTS -> Stream.of(DATA_API);
            case SMART_ALERTING -> Stream.of(DATA_API, ANOMALY_DETECTION);
            case GATEWAY -> Arrays.stream(values()).filter(other -> other != GATEWAY);
        };
    }

    /** Short names of the sources whose webhooks it takes. */
    Stream<String> webhooks() {
        return switch (this) {
            case DATA_API ->
                Stream.of("github", "argocd", "jenkins", "gitlab", "cdevents", "devlake", "pagerduty", "generic");
            case SMART_ALERTING -> Stream.of("alertmanager", "grafana", "alerts");
            case INSIGHTS, ANOMALY_DETECTION, GATEWAY -> Stream.empty();
        };
    }

    /** Whether it has a database. */
    boolean stores() {
        return switch (this) {
            case DATA_API, INSIGHTS, ANOMALY_DETECTION, SMART_ALERTING -> true;
            case GATEWAY -> false;
        };
    }

    /** Where it is wanted. */
    Endpoint wanted(Settings settings) {
        return new Endpoint(
                settings.address(servingVariable, LOOPBACK + usualPort),
                settings.address(managementVariable(), LOOPBACK + usualManagementPort));
    }

    /** Ends the start if it could not listen at {@code wanted}. */
    void demandFree(Endpoint wanted) {
        Ports.demandFree(title, wanted.serving(), servingVariable);
        Ports.demandFree(title, wanted.management(), managementVariable());
    }
}
