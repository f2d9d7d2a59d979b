package io.fawkes.standalone.doctor;

import java.util.List;

/** Examines one thing. May block; it is interrupted when it takes too long. Not for concurrent use. */
public interface Check {

    /** What is examined, as a finding calls it. */
    String subject();

    /** What was found; what it throws is a failure of the subject, told by its message. */
    List<Finding> findings() throws Exception;
}
