package io.fawkes.standalone.endtoend;

import io.fawkes.standalone.Shape;

class OneJvmStoriesIT extends StoriesContract {

    OneJvmStoriesIT() {
        super(Shape.ONE_JVM);
    }
}
