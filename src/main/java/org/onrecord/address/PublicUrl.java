package org.onrecord.address;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/**
 * The URL at which clients reach the service. Clients choose the host of a request, so the service uses it in a URL
 * only if it is local or configured.
 */
@Singleton
public class PublicUrl {

    private static final String ANY = "*";

    /** Without user, query and fragment. */
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]_-]+(/[A-Za-z0-9._~/-]*)?");

    private final Optional<String> url;
    private final List<String> hosts;

    PublicUrl(
            @ConfigProperty(name = "onrecord.public-url") Optional<String> url,
            @ConfigProperty(name = "onrecord.hosts") Optional<List<String>> hosts) {
        this.url = url.map(PublicUrl::canonical);
        Stream<String> ofUrl =
                this.url
                        .map(URI::create)
                        .map(uri -> RequestHost.parse(uri.getRawAuthority()).name())
                        .stream();
        this.hosts = Stream.concat(hosts.orElse(List.of()).stream(), ofUrl)
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String canonical(String url) {
        if (!URL.matcher(url).matches() || RequestHost.parse(URI.create(url).getRawAuthority()) == null) {
            throw new IllegalArgumentException(
                    "onrecord.public-url is no URL like https://onrecord.example.org: " + url);
        }
        return url.replaceFirst("/+$", "");
    }

    /**
     * Whether the service answers requests for a host.
     *
     * @param host null if the request names none, which HTTP/1.0 allows
     */
    public boolean answers(RequestHost host) {
        return hosts.contains(ANY) || host != null && isKnown(host);
    }

    private boolean isKnown(RequestHost host) {
        return host.isLocal() || hosts.stream().anyMatch(known -> matches(host.name(), known));
    }

    /** @param pattern a host, or {@code *.} and a domain */
    private static boolean matches(String name, String pattern) {
        return name.equals(pattern) || pattern.startsWith("*.") && name.endsWith(pattern.substring(1));
    }

    /** Whether clients reach the service by HTTPS, directly or through a proxy. */
    public boolean isHttps() {
        return url.isPresent() && url.get().startsWith("https:");
    }

    /** Whether an origin (RFC 6454) is that of the public URL. */
    public boolean isOrigin(String origin) {
        return url.map(URI::create)
                .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority())
                .filter(origin::equalsIgnoreCase)
                .isPresent();
    }

    /** As {@link #base}, but empty if no URL is configured and the host is not known to be one of the service. */
    public String knownBase(HttpServerRequest request) {
        RequestHost host = RequestHost.of(request);
        return url.isPresent() || host != null && isKnown(host) ? base(request) : "";
    }

    /**
     * The base of the URLs in a response, without a slash at the end: the configured URL, or else the host of the
     * request.
     *
     * @throws ApiException if no URL is configured and the host is not known to be one of the service
     */
    public String base(HttpServerRequest request) {
        if (url.isPresent()) {
            return url.get();
        }
        RequestHost host = RequestHost.of(request);
        if (host == null) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST, "Send the header Host. The response contains URLs of this service.");
        } else if (!isKnown(host)) {
            throw new ApiException(
                    ErrorCode.MISDIRECTED_REQUEST,
                    "The response contains URLs of this service, and the service does not know that `" + host.name()
                            + "` is its host. Set ONRECORD_PUBLIC_URL to the URL at which clients reach it.");
        }
        boolean isDefaultPort = host.port() == (request.scheme().equals("https") ? 443 : 80);
        return request.scheme() + "://" + (isDefaultPort ? host.name() : host);
    }
}
