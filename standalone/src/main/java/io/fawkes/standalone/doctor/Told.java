package io.fawkes.standalone.doctor;

import java.util.List;

/**
 * What was found before anything was examined.
 *
 * @param subject what it is about
 * @param finding what was found
 */
public record Told(String subject, Finding finding) implements Check {
    @Override
    public List<Finding> findings() {
        return List.of(finding);
    }
}
