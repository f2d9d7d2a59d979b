package io.fawkes.standalone.endtoend;

import io.fawkes.standalone.Shape;

class ProcessesMeshIT extends MeshContract {

    ProcessesMeshIT() {
        super(Shape.PROCESSES);
    }
}
