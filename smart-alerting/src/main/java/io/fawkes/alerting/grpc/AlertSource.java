package io.fawkes.alerting.grpc;

import com.google.api.HttpBody;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.intake.AlertDelivery;
import io.fawkes.alerting.domain.intake.AlertPost;
import io.fawkes.alerting.domain.intake.ReceiveAlerts;
import io.fawkes.alerting.domain.intake.Rejection;
import io.fawkes.runtime.webhook.SharedSecrets;
import io.fawkes.runtime.webhook.SharedSecrets.Doubt;
import io.fawkes.runtime.webhook.ShownCredential;
import io.fawkes.runtime.webhook.SigningSecrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** One kind of sender: the door it comes through, what it must show, and how it writes alerts. Safe for concurrent use. */
public final class AlertSource {

    /** Alertmanager's webhooks, as their path, their secret's variable and their deliveries name them. */
    public static final String ALERTMANAGER = "alertmanager";

    /** Grafana's webhooks. */
    public static final String GRAFANA = "grafana";

    /** Alerts of any sender. */
    public static final String GENERIC = "alerts";

    /** Every source. */
    public static final List<String> ALL = List.of(ALERTMANAGER, GRAFANA, GENERIC);

    private static final String SIGNATURE = "x-grafana-alerting-signature";

    private final String name;
    private final ReceiveAlerts receiveAlerts;
    private final SharedSecrets secrets;
    private final SigningSecrets signing;

    /**
     * @param name short name
     * @param secrets secrets that it may show, or sign the raw body with
     */
    public AlertSource(String name, ReceiveAlerts receiveAlerts, List<String> secrets) {
        this.name = name;
        this.receiveAlerts = receiveAlerts;
        this.secrets = new SharedSecrets(name, secrets);
        this.signing = new SigningSecrets(secrets);
    }

    Mono<AlertDelivery> receive(HttpBody body, Map<String, String> headers, long size, String inPath) {
        var raw = Bytes.of(body.getData().toByteArray());
        var authorization = Optional.ofNullable(headers.get("authorization"));
        var credential = ShownCredential.of(authorization, inPath);
        Optional<Rejection> refusal = isSigned(raw, headers) ? Optional.empty() : refusal(credential);
        return receiveAlerts.receive(new AlertPost(name, raw, Math.max(raw.size(), size), refusal));
    }

    /** Whether the raw body is signed as Grafana does it, HMAC-SHA256 in hex. */
    private boolean isSigned(Bytes body, Map<String, String> headers) {
        return Optional.ofNullable(headers.get(SIGNATURE))
                .filter(signature -> signing.sign(body.array(), List.of(signature)))
                .isPresent();
    }

    private Optional<Rejection> refusal(ShownCredential credential) {
        return secrets.doubt(credential)
                .map(doubt -> new Rejection(reason(doubt), secrets.explained(doubt, credential)));
    }

    private static Rejection.Reason reason(Doubt doubt) {
        return switch (doubt) {
            case NO_SECRET -> Rejection.Reason.SECRET_MISSING;
            case UNKNOWN_CREDENTIAL -> Rejection.Reason.CREDENTIAL_INVALID;
        };
    }
}
