package io.fawkes.standalone.demo.metrics;

/** What is measured of every service. */
enum Measure {
    /** Requests a second. */
    REQUEST_RATE("service_requests_per_second"),
    /** Share of requests that failed, 0 to 1. */
    ERROR_RATIO("service_error_ratio"),
    /** 95th percentile, in seconds. */
    LATENCY("service_latency_p95_seconds");

    private final String metric;

    Measure(String metric) {
        this.metric = metric;
    }

    /** Name of the metric, a gauge with the label {@code service}. */
    String metric() {
        return metric;
    }
}
