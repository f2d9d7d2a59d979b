package io.fawkes.alerting.egress;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Which addresses nothing is ever posted to: link-local ones, where clouds keep their metadata, multicast and none. */
final class Addresses {

    private static final int IPV6 = 16;

    private Addresses() {}

    /** Why nothing is posted to {@code uri}, if its host is an address; names are judged when they are looked up. */
    static Optional<String> refusal(URI uri) {
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        return Optional.ofNullable(address).map(Addresses::parsed).flatMap(Addresses::refusal);
    }

    /** Why nothing is posted to {@code address}. */
    static Optional<String> refusal(InetAddress address) {
        InetAddress inner = unwrapped(address);
        boolean refused = inner.isLinkLocalAddress() || inner.isMulticastAddress() || inner.isAnyLocalAddress();
        return refused
                ? Optional.of(
                        address.getHostAddress() + ": not posted to (expected: no link-local or multicast address)")
                : Optional.empty();
    }

    /** The IPv4 address that an IPv6 one carries: ::ffff:a.b.c.d, ::a.b.c.d and 64:ff9b::a.b.c.d. */
    private static InetAddress unwrapped(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == IPV6 && carriesIpv4(bytes) ? parsed(Arrays.copyOfRange(bytes, 12, IPV6)) : address;
    }

    private static boolean carriesIpv4(byte[] bytes) {
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean zeros = true;
        for (int at = nat64 ? 4 : 0; at < 12; at++) {
            zeros &= bytes[at] == 0;
        }
        return zeros;
    }

    private static InetAddress parsed(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of " + bytes.length + " bytes", e);
        }
    }
}
