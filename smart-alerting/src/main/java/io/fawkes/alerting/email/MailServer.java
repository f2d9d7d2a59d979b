package io.fawkes.alerting.email;

import io.fawkes.alerting.egress.CheckedSockets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * Where mail is handed over, and how. It holds a secret: nothing prints it.
 *
 * @param host its name
 * @param port its port
 * @param hello how we call ourselves
 * @param login user and password, if it wants them
 * @param requiresTls whether mail is handed over only after STARTTLS
 * @param timeout longest silence
 */
public record MailServer(
        String host, int port, String hello, Optional<Login> login, boolean requiresTls, Duration timeout) {

    /**
     * Who hands mail over.
     *
     * @param user name
     * @param password secret
     */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    Properties properties() {
        var properties = new Properties();
        String millis = String.valueOf(timeout.toMillis());
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", String.valueOf(port));
        properties.put("mail.smtp.localhost", hello);
        properties.put("mail.smtp.auth", String.valueOf(login.isPresent()));
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", String.valueOf(requiresTls));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.socketFactory", new CheckedSockets());
        properties.put("mail.smtp.socketFactory.fallback", "false");
        return properties;
    }

    @Override
    public String toString() {
        return "smtp://" + host + ":" + port;
    }
}
