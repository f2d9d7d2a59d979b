package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.egress.Channel;
import io.fawkes.alerting.email.Letter;
import io.fawkes.alerting.email.Mail;
import io.fawkes.alerting.email.MailServer;
import io.fawkes.alerting.email.MailServer.Login;
import io.fawkes.alerting.template.ShippedTemplates;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code email_configs} of a configuration file. */
final class EmailSection {

    private static final Set<String> KEYS = Set.of(
            "send_resolved",
            "to",
            "from",
            "hello",
            "smarthost",
            "auth_username",
            "auth_password",
            "auth_password_file",
            "auth_secret",
            "auth_secret_file",
            "auth_identity",
            "headers",
            "html",
            "text",
            "require_tls",
            "tls_config",
            "force_implicit_tls",
            "threading");
    private static final Set<String> IGNORED =
            Set.of("auth_secret", "auth_secret_file", "auth_identity", "tls_config", "force_implicit_tls", "threading");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
    private static final Pattern SMARTHOST = Pattern.compile("([^:\\s]+):(\\d{1,5})");
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private EmailSection() {}

    static ChannelSection section(YamlMap config, GlobalSection global) {
        return new ChannelSection(config, global, KEYS, IGNORED);
    }

    static Channel channel(ChannelSection section) {
        return new Mail(server(section), letter(section));
    }

    private static MailServer server(ChannelSection section) {
        String smarthost = section.own("smarthost", "smtp_smarthost")
                .orElseThrow(() -> section.config().wrong("smarthost", "missing (expected: host:587)"));
        Matcher parts = SMARTHOST.matcher(smarthost);
        if (!parts.matches() || "465".equals(parts.group(2))) {
            throw section.config()
                    .wrong("smarthost", smarthost + " (expected: host:port, with STARTTLS and so not 465)");
        }
        return new MailServer(
                parts.group(1),
                Integer.parseInt(parts.group(2)),
                section.own("hello", "smtp_hello").orElse("localhost"),
                login(section),
                requiresTls(section),
                SILENCE);
    }

    private static Optional<Login> login(ChannelSection section) {
        return section.own("auth_username", "smtp_auth_username")
                .map(user -> new Login(
                        user, section.own("auth_password", "smtp_auth_password").orElse("")));
    }

    private static boolean requiresTls(ChannelSection section) {
        return !"false".equals(section.own("require_tls", "smtp_require_tls").orElse("true"));
    }

    private static Letter letter(ChannelSection section) {
        String from = section.own("from", "smtp_from")
                .orElseThrow(() -> section.config().wrong("from", "missing (expected: an address)"));
        String to = section.config()
                .text("to")
                .orElseThrow(() -> section.config().wrong("to", "missing (expected: addresses)"));
        var headers = section.mapped("headers", Map.of("Subject", ShippedTemplates.TITLE));
        headers.keySet().stream()
                .filter(name -> !HEADER.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw section.config().wrong("headers", name + " (expected: letters, digits and -)");
                });
        String html = section.config().text("html").orElse(ShippedTemplates.HTML);
        return new Letter(
                addresses(section, "from", from).getFirst(),
                addresses(section, "to", to),
                headers,
                section.template("text", section.config().text("text").orElse(ShippedTemplates.TEXT)),
                html.isEmpty() ? Optional.empty() : Optional.of(section.template("html", html)));
    }

    private static List<InternetAddress> addresses(ChannelSection section, String key, String text) {
        try {
            List<InternetAddress> parsed = List.of(InternetAddress.parse(text, true));
            if (parsed.isEmpty()) {
                throw section.config().wrong(key, "empty (expected: an address)");
            }
            return parsed;
        } catch (AddressException e) {
            var invalid = section.config().wrong(key, text + " (expected: addresses such as a@example.org)");
            invalid.initCause(e);
            throw invalid;
        }
    }
}
