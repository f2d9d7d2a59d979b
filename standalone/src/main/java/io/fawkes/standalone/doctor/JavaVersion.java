package io.fawkes.standalone.doctor;

import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.doctor.Finding.Warning;
import java.util.List;

/** Whether this is the Java that Fawkes is built and tested for. */
public final class JavaVersion implements Check {

    private static final int WANTED = 25;

    private final Runtime.Version version;

    /** Examines {@code version}. */
    public JavaVersion(Runtime.Version version) {
        this.version = version;
    }

    @Override
    public String subject() {
        return "Java";
    }

    @Override
    public List<Finding> findings() {
        return version.feature() == WANTED
                ? List.of(new Ok("Java: " + version))
                : List.of(new Warning(
                        "Java: %s, but Fawkes is tested on %d".formatted(version, WANTED),
                        "set JAVA_HOME to a JDK %d".formatted(WANTED)));
    }
}
