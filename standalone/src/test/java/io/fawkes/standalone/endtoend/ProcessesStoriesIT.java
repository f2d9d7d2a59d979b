package io.fawkes.standalone.endtoend;

import io.fawkes.standalone.Shape;
import org.junit.jupiter.api.Tag;

/** Each process is told to stop by SIGTERM. */
@Tag("full")
class ProcessesStoriesIT extends StoriesContract {

    ProcessesStoriesIT() {
        super(Shape.PROCESSES);
    }
}
