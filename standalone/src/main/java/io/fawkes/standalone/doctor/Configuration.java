package io.fawkes.standalone.doctor;

import io.fawkes.runtime.config.ConfigurationException;
import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import java.util.List;

/** Whether a process understands its settings: they are read by its own reader. */
public final class Configuration implements Check {

    private final String process;
    private final Runnable reader;

    /**
     * @param process whose settings
     * @param reader throws {@link ConfigurationException} if they cannot be understood
     */
    public Configuration(String process, Runnable reader) {
        this.process = process;
        this.reader = reader;
    }

    @Override
    public String subject() {
        return "settings of " + process;
    }

    @Override
    public List<Finding> findings() {
        try {
            reader.run();
            return List.of(new Ok(subject() + ": understood"));
        } catch (ConfigurationException wrong) {
            return wrong.mistakes().stream()
                    .<Finding>map(mistake -> new Failure(
                            "%s: %s".formatted(subject(), mistake), "correct that variable, then start the mesh again"))
                    .toList();
        }
    }
}
