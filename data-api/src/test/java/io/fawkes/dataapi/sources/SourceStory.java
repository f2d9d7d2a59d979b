package io.fawkes.dataapi.sources;

import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import java.util.List;

/**
 * What one source tells of a few things, in order, and what of it may not be believed.
 *
 * @param source the source, with a secret
 * @param closed the same without any secret
 * @param told requests as the source sends them, all to be believed
 * @param facts how many facts they tell of
 * @param forged one of them, shown or signed with another secret
 */
public record SourceStory(
        WebhookSource source, WebhookSource closed, List<WebhookRequest> told, int facts, WebhookRequest forged) {

    public SourceStory {
        told = List.copyOf(told);
    }

    @Override
    public String toString() {
        return source.name();
    }
}
