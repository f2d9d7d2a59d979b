package io.fawkes.anomaly;

import io.fawkes.runtime.process.ServiceProcess;

/** anomaly-detection as a process of its own. */
public final class Main {

    private Main() {}

    /** Serves until told to stop. */
    public static void main(String[] arguments) throws InterruptedException {
        ServiceProcess.run(AnomalyServer.NAME, AnomalyServer::start);
    }
}
