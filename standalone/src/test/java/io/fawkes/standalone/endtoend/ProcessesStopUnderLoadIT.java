package io.fawkes.standalone.endtoend;

import io.fawkes.standalone.Shape;

/** Each process is told to stop by SIGTERM. */
class ProcessesStopUnderLoadIT extends StopUnderLoadContract {

    ProcessesStopUnderLoadIT() {
        super(Shape.PROCESSES);
    }
}
