package io.fawkes.standalone.endtoend;

import io.fawkes.standalone.Shape;
import org.junit.jupiter.api.Tag;

/** Each process is told to stop by SIGTERM. */
@Tag("full")
class ProcessesStopUnderLoadIT extends StopUnderLoadContract {

    ProcessesStopUnderLoadIT() {
        super(Shape.PROCESSES);
    }
}
