package org.onrecord.address;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * The host that a request names: the header {@code Host} in HTTP/1, the pseudo-header {@code :authority} in HTTP/2 (RFC
 * 9110, section 7.2).
 *
 * @param name a domain name in lower case, an IPv4 address, or an IPv6 address in brackets
 * @param port -1 if the request names none
 */
public record RequestHost(String name, int port) {

    private static final int MAX_NAME = 253;

    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-f:.]+]|[0-9a-z_.-]+)(?::([0-9]{0,5}))?");

    /** Labels of a domain name (RFC 1123), and the underscore that networks of containers use. */
    private static final Pattern DOMAIN_NAME = Pattern.compile("[0-9a-z_-]{1,63}(\\.[0-9a-z_-]{1,63})*\\.?");

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*).*", Pattern.DOTALL);

    /** What {@link #parse} has read last. Almost all requests name the same host. */
    private static volatile Parsed last = new Parsed("", null);

    private record Parsed(String authority, RequestHost host) {}

    /** Returns null if the request names no host, several hosts, or a malformed one. */
    public static RequestHost of(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return request.authority() == null
                    ? null
                    : parse(request.authority().toString());
        }
        List<String> headers = request.headers().getAll(HttpHeaders.HOST);
        RequestHost host = headers.size() == 1 ? parse(headers.get(0)) : null;
        if (request.uri().startsWith("/")) {
            return host;
        }
        // A client may also name the host in the request line, as if the service were a proxy.
        Matcher target = ABSOLUTE.matcher(request.uri());
        return host != null && target.matches() && !host.equals(parse(target.group(1))) ? null : host;
    }

    /** Returns null if the text is no host with an optional port. */
    public static RequestHost parse(String authority) {
        Parsed known = last;
        if (!known.authority.equals(authority)) {
            known = new Parsed(authority, read(authority));
            last = known;
        }
        return known.host;
    }

    private static RequestHost read(String authority) {
        Matcher parts = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
        if (!parts.matches() || !isName(parts.group(1))) {
            return null;
        }
        boolean hasPort = parts.group(2) != null && !parts.group(2).isEmpty();
        int port = hasPort ? Integer.parseInt(parts.group(2)) : -1;
        return port > 0xFFFF ? null : new RequestHost(parts.group(1), port);
    }

    private static boolean isName(String name) {
        return name.startsWith("[")
                ? address(name) != null
                : name.length() <= MAX_NAME && DOMAIN_NAME.matcher(name).matches();
    }

    private static byte[] address(String name) {
        return NetUtil.createByteArrayFromIpAddressString(name);
    }

    public boolean isAddress() {
        return address(name) != null;
    }

    /** Whether the host is always this computer: {@code localhost} and its subdomains (RFC 6761), or loopback. */
    public boolean isLocal() {
        return name.equals("localhost") || name.endsWith(".localhost") || isLoopback(address(name));
    }

    private static boolean isLoopback(byte[] address) {
        if (address == null || address.length == 4) {
            return address != null && address[0] == 127;
        }
        for (int i = 0; i < address.length - 1; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[address.length - 1] == 1;
    }

    @Override
    public String toString() {
        return port < 0 ? name : name + ":" + port;
    }
}
