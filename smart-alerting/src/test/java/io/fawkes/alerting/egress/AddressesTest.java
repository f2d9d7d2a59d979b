package io.fawkes.alerting.egress;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://[fe80::1]/",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://0.0.0.0:1/",
                "http://[::]/",
                "http://224.0.0.1/",
            })
    void refusesLinkLocalMulticastAndNoAddress(String uri) {
        assertTrue(Addresses.refusal(URI.create(uri)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/", "http://10.0.0.1/", "http://[::1]/", "http://receiver.example/"})
    void letsOthersPass(String uri) {
        assertTrue(Addresses.refusal(URI.create(uri)).isEmpty());
    }
}
