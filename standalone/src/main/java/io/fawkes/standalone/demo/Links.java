package io.fawkes.standalone.demo;

/**
 * What to ask the mesh next.
 *
 * @param door {@code http://host:port}
 * @param window query of the history's window
 */
record Links(String door, String window) {

    String text() {
        return """

                Ask further while it runs (--keep):
                  door='%1$s'
                  window='%2$s'
                  curl "$door/v1/services"
                  curl "$door/v1/services/checkout/dora?$window"
                  curl "$door/v1/services/payments/dora:explain?metric=METRIC_CHANGE_FAIL_RATE&$window"
                  curl -N "$door/v1/services/search/dora:watch?$window"
                  curl "$door/v1/anomalies?pageSize=5"
                  curl "$door/v1/alertGroups"
                  curl "$door/v1/notifications"
                  curl "$door/v1/deliveries?pageSize=5"
                What GitHub really sent in 2019, recorded:
                  window='%4$s'
                  curl "$door/v1/services/%3$s/dora?$window"
                """.formatted(door, window, RecordedBodies.SERVICE, RecordedBodies.WINDOW);
    }
}
