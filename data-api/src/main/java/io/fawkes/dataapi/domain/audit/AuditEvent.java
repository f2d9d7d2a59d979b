package io.fawkes.dataapi.domain.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that somebody did.
 *
 * @param id last part of its resource name
 * @param occurredAt when, by the database's clock
 * @param deed what
 */
public record AuditEvent(UUID id, Instant occurredAt, Deed deed) {

    /**
     * What was done, and by whom.
     *
     * @param actor subject of the credential that was shown
     * @param action name of the rpc
     * @param target resource name, or the filter that found what was changed
     * @param detail for people; never a secret
     * @param request id of the request; empty if none did it
     */
    public record Deed(String actor, String action, String target, String detail, String request) {

        /** Who does what nobody asks for in person. */
        public static final String OURSELVES = "data-api";
    }

    /** Resource name. */
    public String name() {
        return "auditEvents/" + id;
    }
}
