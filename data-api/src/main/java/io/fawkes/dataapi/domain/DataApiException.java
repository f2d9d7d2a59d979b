package io.fawkes.dataapi.domain;

import io.fawkes.dataapi.domain.inbox.Rejection;
import java.time.Instant;

/** What data-api refuses to do, in its own words; each transport translates it. Messages are for people. */
public abstract sealed class DataApiException extends RuntimeException {

    private final String text;

    private DataApiException(String text) {
        super(text);
        this.text = text;
    }

    /** What was refused and what was expected, in one line. */
    public String text() {
        return text;
    }

    /** A delivery was kept, but no fact came of it. */
    public static final class DeliveryRejected extends DataApiException {

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

        /** Where it can be read, {@code deliveries/{delivery}}. */
        public String delivery() {
            return delivery;
        }
    }

    /** A delivery cannot be read again. */
    public static final class NotReplayable extends DataApiException {

        /** Why not; each stands in the contract's {@code ErrorReason} under the same name. */
        public enum Why {
            DELIVERY_UNTRUSTED,
            DELIVERY_BODY_GONE
        }

        private final String delivery;
        private final Why why;

        private NotReplayable(String delivery, Why why, String text) {
            super(delivery + ": " + text);
            this.delivery = delivery;
            this.why = why;
        }

        /** Its sender was not believed. */
        public static NotReplayable untrusted(String delivery) {
            return new NotReplayable(
                    delivery,
                    Why.DELIVERY_UNTRUSTED,
                    "its sender was not believed (expected: that the source sends it again, signed)");
        }

        /** Its body was emptied. */
        public static NotReplayable bodyGone(String delivery) {
            return new NotReplayable(
                    delivery,
                    Why.DELIVERY_BODY_GONE,
                    "its body was emptied (expected: that the source sends it again)");
        }

        /** Resource name of the delivery. */
        public String delivery() {
            return delivery;
        }

        /** Why it cannot. */
        public Why why() {
            return why;
        }
    }

    /** Nothing of this name is kept here. */
    public static final class UnknownResource extends DataApiException {

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

    /** A field of a request is missing or malformed. */
    public static final class InvalidField extends DataApiException {

        private final String field;
        private final String problem;

        /**
         * @param field path of the field in the request
         * @param problem of the form {@code value (expected: ...)}
         */
        public InvalidField(String field, String problem) {
            super(field + ": " + problem);
            this.field = field;
            this.problem = problem;
        }

        /** Path of the field. */
        public String field() {
            return field;
        }

        /** What is wrong with it. */
        public String problem() {
            return problem;
        }
    }

    /** A time that cannot be true. */
    public static final class ImplausibleTime extends DataApiException {

        private final String field;
        private final String problem;

        /**
         * @param field path of the field that holds the time
         * @param problem which time, and what is believed
         */
        public ImplausibleTime(String field, String problem) {
            super(field + ": " + problem);
            this.field = field;
            this.problem = problem;
        }

        /** Which time, and what is believed. */
        public String problem() {
            return problem;
        }

        /** Path of the field. */
        public String field() {
            return field;
        }
    }

    /** Something of that name exists. */
    public static final class ResourceExists extends DataApiException {

        private final String name;

        public ResourceExists(String name) {
            super(name + ": exists already");
            this.name = name;
        }

        /** What exists. */
        public String name() {
            return name;
        }
    }

    /** Somebody else changed the resource first. */
    public static final class EtagMismatch extends DataApiException {

        public EtagMismatch(String name, String now) {
            super(name + ": changed since it was read (expected: etag " + now + ")");
        }
    }

    /** It is deleted. */
    public static final class ResourceDeleted extends DataApiException {

        private final String name;

        public ResourceDeleted(String name) {
            super(name + ": deleted (expected: undelete it first)");
            this.name = name;
        }

        /** What is deleted. */
        public String name() {
            return name;
        }
    }

    /** Another policy is for that subject. */
    public static final class SubjectTaken extends DataApiException {

        public SubjectTaken(String subject) {
            super(subject + ": another policy is for it already");
        }
    }

    /** A catalog that is followed brought it, and would change it back. */
    public static final class KeptElsewhere extends DataApiException {

        private final String catalog;
        private final String entity;

        public KeptElsewhere(String name, String catalog, String entity) {
            super(name + ": kept by " + catalog + " (expected: change " + entity + " there)");
            this.catalog = catalog;
            this.entity = entity;
        }

        /** The catalog, {@code catalogSources/{source}}. */
        public String catalog() {
            return catalog;
        }

        /** What it is called there. */
        public String entity() {
            return entity;
        }
    }

    /** Another service claims that source key. */
    public static final class SourceKeyClaimed extends DataApiException {

        private final String claim;

        public SourceKeyClaimed(String claim) {
            super(claim + ": another service claims it already");
            this.claim = claim;
        }

        /** The claim, {@code key=value}. */
        public String claim() {
            return claim;
        }
    }

    /** Finding what was asked for takes too long. */
    public static final class FilterTooBroad extends DataApiException {

        /**
         * @param remedy what to ask instead
         */
        public FilterTooBroad(String remedy) {
            super("filter: finding these rows takes longer than 2 s (expected: " + remedy + ")");
        }
    }

    /** The request id was used for something else. */
    public static final class RequestIdReused extends DataApiException {

        public RequestIdReused(String requestId) {
            super("request_id: " + requestId + " was used before with another payload (expected: a new UUID)");
        }
    }

    /** The reader must begin anew, without a cursor. */
    public static final class CursorExpired extends DataApiException {

        public CursorExpired(String why) {
            super("cursor: " + why + " (expected: begin again without a cursor)");
        }
    }

    /** An import of that id exists. */
    public static final class ImportExists extends DataApiException {

        private final String name;

        public ImportExists(String name) {
            super(name + ": exists already");
            this.name = name;
        }

        /** The import that exists. */
        public String name() {
            return name;
        }
    }

    /** Bytes are missing between what is committed of a file and what was sent. */
    public static final class UploadOutOfPlace extends DataApiException {

        public UploadOutOfPlace(long offset, long committed) {
            super("offset: " + offset + " (expected: at most " + committed + ", up to where the file is committed)");
        }
    }

    /** Another upload of the import went ahead. */
    public static final class UploadOvertaken extends DataApiException {

        public UploadOvertaken(String name) {
            super(name + ": another upload of it went ahead (expected: one at a time)");
        }
    }

    /** A source cannot be asked. */
    public static final class SourceNotConfigured extends DataApiException {

        public SourceNotConfigured(String source, String variable) {
            super(source + ": cannot be asked (expected: data-api started with " + variable + ")");
        }
    }

    /** A backfill of that id exists. */
    public static final class BackfillExists extends DataApiException {

        public BackfillExists(String name) {
            super(name + ": exists already");
        }
    }

    /** The backfill read everything. */
    public static final class BackfillEnded extends DataApiException {

        public BackfillEnded(String name) {
            super(name + ": succeeded (expected: one that has not)");
        }
    }

    /** The log does not tell what was known at that time. */
    public static final class AsOfOutOfRange extends DataApiException {

        /** Names the time and what was expected instead. */
        public AsOfOutOfRange(Instant time, String expected) {
            super("as_of: %s (expected: %s)".formatted(time, expected));
        }

        private AsOfOutOfRange(String text) {
            super(text);
        }

        /** A position that was given for a time whose month of the log has gone since. */
        public static AsOfOutOfRange retired() {
            return new AsOfOutOfRange("position: its month of the log has gone (expected: one of a later time)");
        }
    }
}
