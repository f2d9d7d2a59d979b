package io.fawkes.gateway;

import io.fawkes.runtime.process.ServiceProcess;

/** The gateway as a process of its own. */
public final class Main {

    private Main() {}

    /** Serves until told to stop. */
    public static void main(String[] arguments) throws InterruptedException {
        ServiceProcess.run(GatewayServer.NAME, GatewayServer::start);
    }
}
