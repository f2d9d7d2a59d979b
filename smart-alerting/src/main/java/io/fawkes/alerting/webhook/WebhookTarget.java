package io.fawkes.alerting.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and how a webhook is posted. It holds secrets: nothing prints it.
 *
 * @param uri where to, http or https
 * @param timeout longest time for one attempt
 * @param authorization value of that header, if one is sent
 */
public record WebhookTarget(URI uri, Duration timeout, Optional<String> authorization) {

    /** What a receiver may take that does not say otherwise. */
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    /** Longer than this no receiver may take: an attempt belongs to its worker for a limited time. */
    public static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(25);

    /** Scheme, host and port: paths and queries of webhooks are secrets. */
    public String place() {
        int port = uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + (port < 0 ? "" : ":" + port);
    }

    @Override
    public String toString() {
        return place();
    }
}
