package io.fawkes.alerting.email;

import io.fawkes.alerting.egress.Channel;
import io.fawkes.alerting.egress.DeliveryFailed;
import io.fawkes.alerting.egress.Outgoing;
import io.fawkes.alerting.egress.Outlets;
import io.fawkes.runtime.postgres.DeliveryRefused;
import io.fawkes.runtime.postgres.DeliveryUnknown;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Mail by SMTP. The key is the Message-ID, by which mailboxes that know of it show a repeated one once. The client blocks,
 * so it runs on threads that may.
 */
public final class Mail implements Channel {

    private static final int PERMANENT = 5;

    private final MailServer server;
    private final Letter letter;

    public Mail(MailServer server, Letter letter) {
        this.server = server;
        this.letter = letter;
    }

    @Override
    public Mono<Void> tell(Outgoing message, Outlets outlets) {
        return Mono.<Void>fromRunnable(() -> handOver(message)).subscribeOn(Schedulers.boundedElastic());
    }

    private void handOver(Outgoing message) {
        var session = Session.getInstance(server.properties());
        boolean begun = false;
        try (var transport = (SMTPTransport) session.getTransport("smtp")) {
            if (server.login().isPresent()) {
                var login = server.login().get();
                transport.connect(server.host(), server.port(), login.user(), login.password());
            } else {
                transport.connect();
            }
            var written = letter.written(session, message);
            begun = true;
            transport.sendMessage(written, letter.to());
        } catch (MessagingException e) {
            throw judged(e, begun);
        }
    }

    /** What the server refused for good is refused; what it refused for now had no effect; else nobody knows. */
    private RuntimeException judged(MessagingException failure, boolean begun) {
        int code = code(failure);
        if (code > 0) {
            String told = server + " answered " + code;
            return code / 100 == PERMANENT ? new DeliveryRefused(told) : new DeliveryFailed(told);
        }
        String what = server + ": " + failure.getClass().getSimpleName();
        return begun
                ? new DeliveryUnknown(what + " after the mail was begun", failure)
                : new DeliveryFailed(what + " before the mail was begun", failure);
    }

    private static int code(Exception failure) {
        for (Exception at = failure; at instanceof MessagingException next; at = next.getNextException()) {
            int code = ownCode(next);
            if (code > 0) {
                return code;
            }
        }
        return 0;
    }

    private static int ownCode(MessagingException failure) {
        return switch (failure) {
            case SMTPAddressFailedException recipient -> recipient.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException sent -> sent.getReturnCode();
            default -> 0;
        };
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
