package io.fawkes.insights;

import io.fawkes.runtime.process.ServiceProcess;

/** insights as a process of its own. */
public final class Main {

    private Main() {}

    /** Serves until told to stop. */
    public static void main(String[] arguments) throws InterruptedException {
        ServiceProcess.run(InsightsServer.NAME, InsightsServer::start);
    }
}
