package io.fawkes.standalone.endtoend;

import io.fawkes.standalone.Shape;

/** Each process is told to stop by SIGTERM. */
class ProcessesStoriesIT extends StoriesContract {

    ProcessesStoriesIT() {
        super(Shape.PROCESSES);
    }
}
