package io.fawkes.benchmarks.harness;

import java.util.List;

/** The benchmark of one service: every bar that is asked of its speed, none left out. */
public interface Bench {

    /** What {@code fawkes bench} calls it. */
    String name();

    /** Measures; leaves no process behind, whatever happens. */
    List<Figure> figures(Run run) throws Exception;
}
