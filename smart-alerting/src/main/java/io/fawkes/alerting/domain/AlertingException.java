package io.fawkes.alerting.domain;

import io.fawkes.alerting.domain.intake.Rejection;

/** What smart-alerting refuses to do, in its own words; each transport translates it. Messages are for people. */
public abstract sealed class AlertingException extends RuntimeException {

    private final String text;

    private AlertingException(String text) {
        super(text);
        this.text = text;
    }

    /** What was refused and what was expected, in one line. */
    public String text() {
        return text;
    }

    /** A post was kept, but not every alert of it; of most kinds none. */
    public static final class DeliveryRejected extends AlertingException {

        private final Rejection rejection;
        private final String delivery;

        /**
         * @param rejection why
         * @param delivery resource name of the kept delivery
         */
        public DeliveryRejected(Rejection rejection, String delivery) {
            super(rejection.detail());
            this.rejection = rejection;
            this.delivery = delivery;
        }

        /** Why. */
        public Rejection rejection() {
            return rejection;
        }

        /** Where it can be read, {@code alertDeliveries/{alert_delivery}}. */
        public String delivery() {
            return delivery;
        }
    }

    /** A field of a request holds what it may not. */
    public static final class FieldRefused extends AlertingException {

        private final String field;
        private final String problem;

        /**
         * @param field the field, as the contract names it
         * @param problem what is wrong and what was expected
         */
        public FieldRefused(String field, String problem) {
            super(field + ": " + problem);
            this.field = field;
            this.problem = problem;
        }

        /** The field, as the contract names it. */
        public String field() {
            return field;
        }

        /** What is wrong and what was expected. */
        public String problem() {
            return problem;
        }
    }

    /** A body is not what its sender's format asks for. */
    public static final class BodyRefused extends AlertingException {

        /**
         * @param problem what is wrong and what was expected
         */
        public BodyRefused(String problem) {
            super("body: " + problem);
        }
    }

    /** The configuration that was read again cannot be used. */
    public static final class ConfigurationRefused extends AlertingException {

        /**
         * @param problem line, key and what was expected
         */
        public ConfigurationRefused(String problem) {
            super("alertmanager.yml: " + problem);
        }
    }

    /** What is over cannot be ended. */
    public static final class SilenceOver extends AlertingException {

        /**
         * @param name resource name of the silence
         */
        public SilenceOver(String name) {
            super(name + ": already expired (expected: one that holds or has not begun)");
        }
    }

    /** Nothing of this name is kept here. */
    public static final class UnknownResource extends AlertingException {

        private final String name;

        public UnknownResource(String name) {
            super(name + ": not known here");
            this.name = name;
        }

        /** The name that was asked for. */
        public String name() {
            return name;
        }
    }
}
