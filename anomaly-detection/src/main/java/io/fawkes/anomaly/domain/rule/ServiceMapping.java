package io.fawkes.anomaly.domain.rule;

import io.fawkes.anomaly.domain.sample.Labels;
import java.util.regex.Pattern;

/**
 * How a series finds its service.
 *
 * @param label label that holds the service's id; empty if the service is fixed
 * @param fixed id of the service of every series; empty if a label says it
 */
public record ServiceMapping(String label, String fixed) {

    /** What a service's id looks like. */
    public static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** The label that says it. */
    public static ServiceMapping byLabel(String label) {
        return new ServiceMapping(label, "");
    }

    /** One service for all. */
    public static ServiceMapping fixed(String service) {
        return new ServiceMapping("", service);
    }

    /** Resource name of the service of a series; empty if its label is missing or cannot be a service's id. */
    public String serviceOf(Labels labels) {
        String id = fixed.isEmpty() ? labels.get(label) : fixed;
        return ID.matcher(id).matches() ? "services/" + id : "";
    }
}
