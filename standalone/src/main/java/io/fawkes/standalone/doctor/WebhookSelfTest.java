package io.fawkes.standalone.doctor;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fawkes.runtime.config.Address;
import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.doctor.Finding.Warning;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends GitHub's {@code ping} through the public door, once well signed and once wrongly, and looks for the first in the
 * inbox. GitHub says with a ping that a webhook was set up: it makes no fact, and the record says who sent it.
 */
public final class WebhookSelfTest implements Check {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int UNAUTHENTICATED = 401;
    private static final String DOOR_REMEDY = "see the lines of gateway and data-api in the output of ./fawkes up";

    private final Address door;
    private final String secret;
    private final String whereabouts;
    private final Optional<String> token;

    /**
     * @param door the public one
     * @param secret signs GitHub's webhooks
     * @param whereabouts where that secret was found, for people
     * @param token of an admin, where access is restricted
     */
    public WebhookSelfTest(Address door, String secret, String whereabouts, Optional<String> token) {
        this.door = door;
        this.secret = secret;
        this.whereabouts = whereabouts;
        this.token = token;
    }

    @Override
    public String subject() {
        return "webhook self-test";
    }

    @Override
    public List<Finding> findings() throws IOException, InterruptedException, GeneralSecurityException {
        return List.of(signed(), forged());
    }

    private Finding signed() throws IOException, InterruptedException, GeneralSecurityException {
        var answer = ping(secret);
        if (answer.statusCode() == UNAUTHENTICATED) {
            return new Failure(
                    "webhook self-test: a delivery signed with the secret in %s is refused".formatted(whereabouts),
                    "start the mesh again with that secret, or name the one it has by FAWKES_WEBHOOK_SECRET_GITHUB");
        }
        if (answer.statusCode() != ACCEPTED) {
            return new Failure("webhook self-test: the door answers %s".formatted(told(answer)), DOOR_REMEDY);
        }
        return kept(text(answer, "delivery"));
    }

    private Finding forged() throws IOException, InterruptedException, GeneralSecurityException {
        var answer = ping(UUID.randomUUID().toString());
        return answer.statusCode() == UNAUTHENTICATED
                ? new Ok("webhook self-test: a wrong signature is refused")
                : new Failure(
                        "webhook self-test: a wrong signature is answered with %s".formatted(told(answer)),
                        "stop the mesh and report this: anybody could write into it");
    }

    /** Whether the inbox says of the delivery what is true of it. */
    private Finding kept(String delivery) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(Web.at(door, "/v1/" + delivery));
        token.ifPresent(shown -> request.header("authorization", "Bearer " + shown));
        var answer = Web.send(request);
        if (answer.statusCode() != OK) {
            return new Warning(
                    "webhook self-test: accepted as %s, but the inbox answers %s".formatted(delivery, told(answer)),
                    "show who you are: FAWKES_PEER_TOKEN with the token whose hash FAWKES_AUTH_TOKEN_SHA256 is");
        }
        var honest = text(answer, "event").equals("ping")
                && text(answer, "outcome").equals("DELIVERY_OUTCOME_ACCEPTED")
                && !json(answer).has("facts");
        return honest
                ? new Ok("webhook self-test: a signed ping is in the inbox as %s, without facts".formatted(delivery))
                : new Failure("webhook self-test: the inbox has it as %s".formatted(told(answer)), DOOR_REMEDY);
    }

    private HttpResponse<String> ping(String key) throws IOException, InterruptedException, GeneralSecurityException {
        var body = new JsonObject();
        body.addProperty("zen", "fawkes doctor asks whether a webhook arrives.");
        body.addProperty("nonce", UUID.randomUUID().toString());
        var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return Web.send(HttpRequest.newBuilder(Web.at(door, "/webhooks/github"))
                .header("content-type", "application/json")
                .header("user-agent", "fawkes-doctor")
                .header("x-github-event", "ping")
                .header("x-github-delivery", UUID.randomUUID().toString())
                .header("x-hub-signature-256", signature(bytes, key))
                .POST(BodyPublishers.ofByteArray(bytes)));
    }

    private static String signature(byte[] body, String key) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static String text(HttpResponse<String> answer, String field) {
        var value = json(answer).get(field);
        return value == null ? "" : value.getAsString();
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private static String told(HttpResponse<String> answer) {
        return "%d %s".formatted(answer.statusCode(), answer.body());
    }
}
