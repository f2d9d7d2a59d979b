package io.fawkes.standalone.endtoend;

import io.fawkes.standalone.Shape;
import org.junit.jupiter.api.Tag;

@Tag("full")
class OneJvmStopUnderLoadIT extends StopUnderLoadContract {

    OneJvmStopUnderLoadIT() {
        super(Shape.ONE_JVM);
    }
}
