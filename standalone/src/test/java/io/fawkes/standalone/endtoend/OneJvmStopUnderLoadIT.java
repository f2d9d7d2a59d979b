package io.fawkes.standalone.endtoend;

import io.fawkes.standalone.Shape;

class OneJvmStopUnderLoadIT extends StopUnderLoadContract {

    OneJvmStopUnderLoadIT() {
        super(Shape.ONE_JVM);
    }
}
