package io.fawkes.insights.domain;

import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.fact.SourceKey;
import java.util.Optional;

/** What the insights domain refuses to do, in its own words; each transport translates it. */
public abstract sealed class InsightsException extends RuntimeException {

    private InsightsException(String message) {
        super(message);
    }

    /** The catalog has no such service. */
    public static final class UnknownService extends InsightsException {
        private final ServiceId service;

        /** Names the service that was asked for and a source key that nobody claims yet, if there is one. */
        public UnknownService(ServiceId service, Optional<SourceKey> unclaimed) {
            super("service: %s (expected: a service of the catalog)%s"
                    .formatted(service, unclaimed.map(UnknownService::hint).orElse("")));
            this.service = service;
        }

        /** The service that was asked for. */
        public ServiceId service() {
            return service;
        }

        private static String hint(SourceKey key) {
            return "; nobody claims the facts of %s yet: add {\"key\": \"%s\", \"value\": \"%s\"} to its source_keys"
                    .formatted(key.value(), key.key(), key.value());
        }
    }

    /** The service has no such deployment to production. */
    public static final class UnknownDeployment extends InsightsException {
        private final String deployment;

        /** Names both. */
        public UnknownDeployment(String deployment, Group service) {
            super("deployment: %s (expected: a deployment of %s to production, as rows name it)"
                    .formatted(deployment, service.name()));
            this.deployment = deployment;
        }

        /** The deployment that was asked for. */
        public String deployment() {
            return deployment;
        }
    }

    /** No service of the catalog is in the group. */
    public static final class UnknownGroup extends InsightsException {
        private final Group group;

        /** Names the group. */
        public UnknownGroup(Group group) {
            super("%s (expected: a group that a service of the catalog is in)".formatted(group.name()));
            this.group = group;
        }

        /** The group that was asked for. */
        public Group group() {
            return group;
        }
    }

    /** The window ends before it starts or is too long. */
    public static final class WindowInvalid extends InsightsException {
        /** Says what is wrong with it. */
        public WindowInvalid(String problem) {
            super("window: " + problem);
        }
    }

    /** The facts are still being read; asking again later is right. */
    public static final class StillReading extends InsightsException {
        /** The facts are still being read. */
        public StillReading() {
            super("the facts are still being read; ask again");
        }
    }

    /** The rows belong to a team that the caller is not in. */
    public static final class ForeignRows extends InsightsException {
        /** Names what was asked about and the team, which may be empty. */
        public ForeignRows(Group group, String team) {
            super("%s (expected: services of the caller's teams, here are some of %s)"
                    .formatted(group.name(), team.isEmpty() ? "no team" : team));
        }
    }

    /** The page token is not one of ours, or the request changed since it was given. */
    public static final class PageTokenInvalid extends InsightsException {
        /** The page token cannot be used. */
        public PageTokenInvalid() {
            super("page_token: not a token of this request (expected: next_page_token of its page before)");
        }
    }

    /** A field of the question is malformed or missing. */
    public static final class FieldInvalid extends InsightsException {
        private final String field;
        private final String problem;

        /** Names the field and what is wrong with it. */
        public FieldInvalid(String field, String problem) {
            super(field + ": " + problem);
            this.field = field;
            this.problem = problem;
        }

        /** The field. */
        public String field() {
            return field;
        }

        /** What is wrong with it. */
        public String problem() {
            return problem;
        }
    }

    /** What was known at that time cannot be told. */
    public static final class AsOfOutOfRange extends InsightsException {
        /** Says what is wrong with the time. */
        public AsOfOutOfRange(String problem) {
            super(problem);
        }
    }

    /** data-api, which keeps what was known, cannot be reached; asking again later is right. */
    public static final class HistoryAway extends InsightsException {
        /** data-api cannot be reached. */
        public HistoryAway() {
            super("data-api, which keeps what was known at as_of, cannot be reached now; ask again");
        }
    }
}
