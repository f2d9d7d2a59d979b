package io.fawkes.standalone.endtoend;

import io.fawkes.standalone.Shape;
import org.junit.jupiter.api.Tag;

@Tag("full")
class ProcessesMeshIT extends MeshContract {

    ProcessesMeshIT() {
        super(Shape.PROCESSES);
    }
}
