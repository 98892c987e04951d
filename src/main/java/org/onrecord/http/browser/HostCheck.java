package org.onrecord.http.browser;

import java.util.function.BiConsumer;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.address.PublicUrl;
import org.onrecord.address.RequestHost;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.request.BodyReceiver;
import org.onrecord.http.response.Accept;
import org.onrecord.http.response.ResponseSender;

/**
 * Rejects requests with a malformed host, and requests for hosts that the service does not answer. The latter stops DNS
 * rebinding: a page of another site gives its own host name the address of this service, and is then, for the browser,
 * a page of this service.
 */
@Singleton
public class HostCheck {

    /** After {@link BodyReceiver}: the time of a body also counts if the request is rejected. */
    private static final int ORDER = -990;

    private final PublicUrl publicUrl;
    private final ResponseSender sender;

    HostCheck(PublicUrl publicUrl, ResponseSender sender) {
        this.publicUrl = publicUrl;
        this.sender = sender;
    }

    void route(@Observes Router router) {
        router.route()
                .order(ORDER)
                .handler(context -> check(context, this::failOrShowPage))
                .failureHandler(context -> fail(context, this::failOrShowPage));
    }

    /** Health and metrics: monitoring asks for the address of a Pod. */
    void route(@Observes ManagementInterface management) {
        management
                .router()
                .route()
                .order(ORDER)
                .handler(this::checkManagement)
                .failureHandler(context -> fail(context, sender::fail));
    }

    private void check(RoutingContext context, BiConsumer<RoutingContext, ApiException> response) {
        HttpServerRequest request = context.request();
        RequestHost host = RequestHost.of(request);
        boolean isOptional =
                request.version() == HttpVersion.HTTP_1_0 && !request.headers().contains(HttpHeaders.HOST);
        if (host == null && !isOptional) {
            rejectMalformed(context, response);
        } else if (!publicUrl.answers(host)) {
            rejectUnknown(context, host, response);
        } else {
            acceptOwnPages(request);
            context.next();
        }
    }

    /**
     * A page of the public URL is a page of this service, and not of another site. Behind a proxy that terminates TLS,
     * the CORS filter would not notice, because the scheme of the request is another one.
     */
    private void acceptOwnPages(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && publicUrl.isOrigin(origin)) {
            request.headers().remove(HttpHeaders.ORIGIN);
        }
    }

    private void checkManagement(RoutingContext context) {
        RequestHost host = RequestHost.of(context.request());
        if (context.request().headers().contains(HttpHeaders.ORIGIN)) {
            // Otherwise Quarkus would let the pages of all sites read the responses.
            context.response().setStatusCode(403).end("Pages may not read this.");
        } else if (host != null && host.isAddress()) {
            context.next();
        } else {
            check(context, sender::fail);
        }
    }

    /** The failure handlers of later routes show browsers a page. */
    private void failOrShowPage(RoutingContext context, ApiException failure) {
        if (Accept.of(context).prefersHtml()) {
            context.fail(failure);
        } else {
            sender.fail(context, failure);
        }
    }

    /** Vert.x Web rejects some malformed hosts itself, before it calls a handler. */
    private void fail(RoutingContext context, BiConsumer<RoutingContext, ApiException> response) {
        if (context.statusCode() == 400 && RequestHost.of(context.request()) == null) {
            rejectMalformed(context, response);
        } else {
            context.next();
        }
    }

    private void rejectMalformed(RoutingContext context, BiConsumer<RoutingContext, ApiException> response) {
        reject(
                context,
                response,
                ErrorCode.BAD_REQUEST,
                "Send one header Host with a host and, if needed, a port: `Host: onrecord.example.org:8080`. The URL of"
                        + " the request, if it has a host too, must have the same.");
    }

    private void rejectUnknown(
            RoutingContext context, RequestHost host, BiConsumer<RoutingContext, ApiException> response) {
        String name = host == null ? "" : host.name();
        reject(
                context,
                response,
                ErrorCode.MISDIRECTED_REQUEST,
                "This service does not answer requests for the host `" + name
                        + "`. If it should, add the host to ONRECORD_HOSTS.");
    }

    private void reject(
            RoutingContext context, BiConsumer<RoutingContext, ApiException> response, ErrorCode code, String message) {
        response.accept(context, new ApiException(code, message));
        if (context.request().version() != HttpVersion.HTTP_2
                && !context.request().isEnded()) {
            BodyReceiver.close(context); // Nobody receives the body.
        }
    }
}
