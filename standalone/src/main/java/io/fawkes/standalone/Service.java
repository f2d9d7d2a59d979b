package io.fawkes.standalone;

import io.fawkes.dataapi.DataApiServer;
import io.fawkes.gateway.GatewayServer;
import io.fawkes.insights.InsightsServer;

/** The services of a mesh, in the order in which they start. */
enum Service {
    DATA_API(
            DataApiServer.NAME,
            io.fawkes.dataapi.Main.class,
            MeshConfig.DATA_API_LISTEN,
            MeshConfig.DATA_API_MANAGEMENT),
    INSIGHTS(
            InsightsServer.NAME,
            io.fawkes.insights.Main.class,
            MeshConfig.INSIGHTS_LISTEN,
            MeshConfig.INSIGHTS_MANAGEMENT),
    GATEWAY(GatewayServer.NAME, io.fawkes.gateway.Main.class, MeshConfig.GATEWAY_LISTEN, MeshConfig.GATEWAY_MANAGEMENT);

    private final String title;
    private final Class<?> main;
    private final String servingVariable;
    private final String managementVariable;

    Service(String title, Class<?> main, String servingVariable, String managementVariable) {
        this.title = title;
        this.main = main;
        this.servingVariable = servingVariable;
        this.managementVariable = managementVariable;
    }

    /** What it is called everywhere. */
    String title() {
        return title;
    }

    /** What runs it as a process of its own. */
    Class<?> main() {
        return main;
    }

    /** The variable that says where it serves. */
    String servingVariable() {
        return servingVariable;
    }

    /** Ends the start if it could not listen at {@code wanted}. */
    void demandFree(Endpoint wanted) {
        Ports.demandFree(title, wanted.serving(), servingVariable);
        Ports.demandFree(title, wanted.management(), managementVariable);
    }
}
