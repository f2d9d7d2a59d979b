package io.fawkes.dataapi;

import io.fawkes.runtime.process.ServiceProcess;

/** data-api as a process of its own. */
public final class Main {

    private Main() {}

    /** Serves until told to stop. */
    public static void main(String[] arguments) throws InterruptedException {
        ServiceProcess.run(DataApiServer.NAME, DataApiServer::start);
    }
}
