package io.fawkes.standalone;

import java.util.Optional;

/** A service that was started, in whatever shape. Closing it drains it and waits for that. */
interface RunningService extends AutoCloseable {

    /** Where it really is. */
    Endpoint endpoint();

    /** Why it ended, if it did so on its own account. */
    Optional<String> ended();

    @Override
    void close();
}
