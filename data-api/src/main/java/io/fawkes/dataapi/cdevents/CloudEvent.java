package io.fawkes.dataapi.cdevents;

import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.json.Json;
import java.util.Optional;

/**
 * The envelope of an event, wherever it was written.
 *
 * @param type what happened, for example {@code dev.cdevents.service.deployed.0.3.0}
 * @param data what it says
 */
record CloudEvent(String type, Json data) {

    /** In binary mode headers have the type; in structured mode the body has it beside the data; a bare CDEvent within. */
    static CloudEvent of(WebhookRequest request, Json body) {
        Optional<CloudEvent> binary = request.header("ce-type").map(type -> new CloudEvent(type, body));
        return binary.orElseGet(() -> body.optionalText("specversion").isPresent()
                ? new CloudEvent(body.text("type"), body.object("data"))
                : new CloudEvent(body.object("context").text("type"), body));
    }
}
