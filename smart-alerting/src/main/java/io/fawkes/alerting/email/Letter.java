package io.fawkes.alerting.email;

import io.fawkes.alerting.egress.Outgoing;
import io.fawkes.alerting.template.Escapes;
import io.fawkes.alerting.template.Template;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is written, and to whom. Values fill no header with more than a line, and nothing of HTML.
 *
 * @param from who writes
 * @param recipients who reads
 * @param headers template by header, Subject included
 * @param text template of the plain part
 * @param html template of the part in HTML, if there is one
 */
public record Letter(
        InternetAddress from,
        List<InternetAddress> recipients,
        Map<String, Template> headers,
        Template text,
        Optional<Template> html) {

    public Letter {
        recipients = List.copyOf(recipients);
        headers = Map.copyOf(headers);
    }

    Address[] to() {
        return recipients.toArray(Address[]::new);
    }

    MimeMessage written(Session session, Outgoing message) throws MessagingException {
        var written = new Keyed(session, "<" + message.key().replaceAll("[^A-Za-z0-9.-]", ".") + "@fawkes>");
        written.setFrom(from);
        written.setRecipients(MimeMessage.RecipientType.TO, to());
        for (var header : headers.entrySet()) {
            String value = Escapes.header(header.getValue().fill(message.body(), UnaryOperator.identity()));
            if ("Subject".equalsIgnoreCase(header.getKey())) {
                written.setSubject(value, StandardCharsets.UTF_8.name());
            } else {
                written.setHeader(header.getKey(), value);
            }
        }
        written.setContent(parts(message));
        written.saveChanges();
        return written;
    }

    private MimeMultipart parts(Outgoing message) throws MessagingException {
        var parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(text.fill(message.body(), UnaryOperator.identity()), "plain"));
        if (html.isPresent()) {
            parts.addBodyPart(part(html.get().fill(message.body(), Escapes::html), "html"));
        }
        return parts;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    /** A mail whose id is ours in every attempt. */
    private static final class Keyed extends MimeMessage {

        private final String id;

        Keyed(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
