package io.fawkes.dataapi.grpc;

import java.util.Optional;
import java.util.UUID;

/** Last parts of resource names. */
final class ResourceIds {

    private ResourceIds() {}

    /** The UUID that {@code name} ends with; empty if nothing of {@code collection} can have that name. */
    static Optional<UUID> uuid(String collection, String name) {
        if (!name.startsWith(collection)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(name.substring(collection.length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // nothing has a name like that
        }
    }
}
