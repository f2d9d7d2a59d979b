package io.fawkes.standalone.endtoend;

import io.fawkes.standalone.Shape;

class OneJvmMeshIT extends MeshContract {

    OneJvmMeshIT() {
        super(Shape.ONE_JVM);
    }
}
