package org.onrecord.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

import jakarta.inject.Singleton;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address of the client of a request, behind any proxies. Each proxy appends the address of its peer to {@code
 * X-Forwarded-For}. The entries that the trusted proxies appended are the last ones. A client can send the header too,
 * but its entries come before those.
 */
@Singleton
public class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** Bytes of an IPv6 address that identify a client: its network. A client has all addresses of a /64 network. */
    private static final int NETWORK = 8;

    private final int trustedProxies;

    ClientAddress(@ConfigProperty(name = "onrecord.trusted-proxies") int trustedProxies) {
        if (trustedProxies < 0) {
            throw new IllegalArgumentException("onrecord.trusted-proxies is a number of proxies: " + trustedProxies);
        }
        this.trustedProxies = trustedProxies;
    }

    /**
     * An IPv4 address, or the network of an IPv6 address. It is the address of the peer if there is no proxy, or if the
     * request did not pass all proxies. Empty if the peer has no IP address.
     */
    public String of(HttpServerRequest request) {
        if (trustedProxies > 0) {
            List<String> addresses = List.of(
                    String.join(",", request.headers().getAll(FORWARDED_FOR)).split(",", -1));
            if (addresses.size() >= trustedProxies) {
                byte[] address = parse(addresses.get(addresses.size() - trustedProxies));
                if (address != null) {
                    return text(address);
                }
            }
        }
        // The address of the request could be one that Quarkus took from a header.
        SocketAddress peer = request.connection().remoteAddress();
        byte[] address = peer == null || peer.hostAddress() == null ? null : parse(peer.hostAddress());
        return address == null ? "" : text(address);
    }

    /** Some proxies add a port, and some add the brackets that an IPv6 address needs before a port. */
    private static byte[] parse(String entry) {
        String address = entry.strip();
        if (address.startsWith("[")) {
            address = address.substring(1, Math.max(1, address.indexOf(']')));
        } else if (address.indexOf(':') == address.lastIndexOf(':') && address.contains(":")) {
            address = address.substring(0, address.indexOf(':'));
        }
        return NetUtil.createByteArrayFromIpAddressString(address);
    }

    private static String text(byte[] address) {
        try {
            // An IPv4 address that is mapped to IPv6 becomes an IPv4 address again.
            InetAddress client = InetAddress.getByAddress(address);
            byte[] bytes = client.getAddress();
            if (bytes.length > 4) {
                Arrays.fill(bytes, NETWORK, bytes.length, (byte) 0);
                client = InetAddress.getByAddress(bytes);
            }
            return client.getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
