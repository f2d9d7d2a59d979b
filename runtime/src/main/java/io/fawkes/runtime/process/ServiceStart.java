package io.fawkes.runtime.process;

import io.fawkes.runtime.config.Settings;
import java.io.IOException;

/** How a service starts. */
@FunctionalInterface
public interface ServiceStart {

    /**
     * Starts the service; it serves when this returns, and drains and stops when closed.
     *
     * @throws IOException if an address cannot be bound
     */
    AutoCloseable start(Settings settings) throws IOException;
}
