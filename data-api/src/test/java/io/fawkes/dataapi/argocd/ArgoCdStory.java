package io.fawkes.dataapi.argocd;

import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.sources.SourceStory;
import java.util.List;
import java.util.Map;

/** One operation, from its start to a late spell of degraded health. */
public final class ArgoCdStory {

    private ArgoCdStory() {}

    public static SourceStory story() {
        return new SourceStory(
                new ArgoCdSource(List.of(Requests.SECRET)),
                new ArgoCdSource(List.of()),
                List.of(
                        notification(Requests.SECRET, Applications.running()),
                        notification(Requests.SECRET, Applications.applied()),
                        notification(Requests.SECRET, Applications.healthy()),
                        notification(Requests.SECRET, Applications.degraded("2026-03-03T18:00:00Z"))),
                1,
                notification("a-guess", Applications.healthy()));
    }

    private static WebhookRequest notification(String secret, String application) {
        return Requests.bearing("argocd", secret, Map.of(), Template.filledIn(application));
    }
}
