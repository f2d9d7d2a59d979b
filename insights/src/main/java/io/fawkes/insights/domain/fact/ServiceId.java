package io.fawkes.insights.domain.fact;

/** Id of a catalog service: the last part of {@code services/{service}}. */
public record ServiceId(String value) implements Comparable<ServiceId> {
    private static final String COLLECTION = "services/";

    /** Id within the resource name {@code services/{service}}. */
    public static ServiceId ofName(String name) {
        return new ServiceId(name.startsWith(COLLECTION) ? name.substring(COLLECTION.length()) : name);
    }

    /** Resource name, {@code services/{service}}. */
    public String name() {
        return COLLECTION + value;
    }

    @Override
    public int compareTo(ServiceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
