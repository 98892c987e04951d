package org.onrecord.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.util.HashUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.http.request.ReadOnlyRoute;
import org.onrecord.http.response.ResponseSender;

/**
 * The files that pages load. The path of a file contains the hash of its content, so that browsers may keep it forever:
 * {@code /assets/0a1b2c3d/onrecord.css}.
 */
@Singleton
class Assets {

    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "ico", "image/vnd.microsoft.icon");

    private static final List<String> FILES = List.of("onrecord.css", "onrecord.js", "icon.svg", "favicon.ico");

    /** Before the handler with which Quarkus disables compression for unknown media types. */
    private static final int ORDER = -1;

    private static final String IMMUTABLE = "public, max-age=31536000, immutable"; // A year.

    private static final String DAY = "public, max-age=86400";

    private final ResponseSender sender;
    /** By their names. */
    private final Map<String, Asset> assets = new LinkedHashMap<>();

    private final String version;

    private record Asset(String path, String contentType, Buffer content) {}

    Assets(ResponseSender sender) {
        this.sender = sender;
        FILES.forEach(name -> assets.put(name, asset(name)));
        // Templates change without a new version in development, and not in a packaged service.
        version = LaunchMode.current() == LaunchMode.NORMAL
                ? HashUtil.sha1(
                        assets.values().stream().map(Asset::path).toList().toString())
                : HexFormat.of().toHexDigits(System.nanoTime());
    }

    private static Asset asset(String name) {
        try (InputStream file = Assets.class.getResourceAsStream("/pages/assets/" + name)) {
            byte[] content = file.readAllBytes();
            String hash = HashUtil.sha1(content).substring(0, 8);
            String contentType = CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            return new Asset("/assets/" + hash + "/" + name, contentType, Buffer.buffer(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void route(@Observes Router router) {
        assets.values()
                .forEach(asset -> ReadOnlyRoute.of(router, asset.path, ORDER).handler(context -> send(context, asset)));
    }

    /** Clients that read no page ask for the icon at a fixed address. */
    void routeIcon(@Observes Router router) {
        Asset icon = assets.get("favicon.ico");
        ReadOnlyRoute.of(router, "/favicon.ico", ORDER).handler(context -> {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, DAY);
            sender.send(context, 200, icon.contentType, icon.content);
        });
    }

    private void send(RoutingContext context, Asset asset) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, IMMUTABLE);
        sender.send(context, 200, asset.contentType, asset.content);
    }

    /** The path of a file. */
    String path(String name) {
        return assets.get(name).path;
    }

    /** Changes with the content of the files. */
    String version() {
        return version;
    }
}
