package io.fawkes.alerting.template;

/** A template asks for what is not honoured here. */
public final class UnknownTemplate extends RuntimeException {

    private final String problem;

    UnknownTemplate(String what) {
        super(what);
        this.problem =
                "{{ " + what + " }} is not honoured (expected: fields such as .CommonLabels.team, range .Alerts, if,"
                        + " | toUpper, | toLower, | len, | join \", \", or a template that Alertmanager ships)";
    }

    /** One line: what, and what was expected. */
    public String problem() {
        return problem;
    }
}
