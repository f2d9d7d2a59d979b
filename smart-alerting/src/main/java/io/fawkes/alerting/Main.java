package io.fawkes.alerting;

import io.fawkes.runtime.process.ServiceProcess;

/** smart-alerting as a process of its own. */
public final class Main {

    private Main() {}

    /** Serves until told to stop. */
    public static void main(String[] arguments) throws InterruptedException {
        ServiceProcess.run(AlertingServer.NAME, AlertingServer::start);
    }
}
