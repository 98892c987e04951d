package org.onrecord.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiError;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.response.Accept;
import org.onrecord.http.response.ErrorMapper;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.observability.RequestId;
import org.onrecord.observability.RequestMeasurement;
import org.onrecord.pages.view.Messages;
import org.onrecord.pages.view.PageLinks;
import org.onrecord.pages.view.PathView;
import org.onrecord.resource.FailedOperationException;

/** Answers requests that fail. */
@Singleton
public final class ErrorPages {

    private static final Pattern SLUG = Pattern.compile("/(?:people|events)/([\\p{L}\\p{N}-]{1,200})(?:/|$)");

    private final Pages pages;
    private final PageLinks.Factory links;
    private final ResponseSender sender;
    private final ErrorMapper errors;

    ErrorPages(Pages pages, PageLinks.Factory links, ResponseSender sender, ErrorMapper errors) {
        this.pages = pages;
        this.links = links;
        this.sender = sender;
        this.errors = errors;
    }

    /**
     * Sends the page of an error. The page of paths says itself that a search was refused.
     *
     * @param page that failed; null if it is not known
     */
    void fail(RoutingContext context, Page page, Throwable failure) {
        ApiError error = failure instanceof FailedOperationException failed
                ? errors.map(failed.errors()).get(0)
                : errors.map(failure);
        RequestMeasurement measurement = RequestMeasurement.of(context);
        if (measurement != null) {
            measurement.errors(List.of(error));
        }
        if (page == Page.PATH && error.code() == ErrorCode.COST_LIMIT_EXCEEDED) {
            pages.send(context, error.code().status, page.template, PathView.refused(links.of(context)));
        } else {
            fail(context, status(error.code()), error.message());
        }
    }

    /** In GraphQL, a mutation that meets a conflict was executed. A form was not. */
    private static int status(ErrorCode code) {
        return code == ErrorCode.CONFLICT ? HttpResponseStatus.CONFLICT.code() : code.status;
    }

    /**
     * Answers a request that failed before a handler, in the form that the client prefers: a page, or the JSON of a
     * GraphQL error. A malformed request has a status, but no failure.
     */
    public void failed(RoutingContext context) {
        int status = context.statusCode();
        if (!Accept.of(context).prefersHtml()) {
            sender.failed(context);
        } else if (context.failure() == null && status >= 400 && status < 500) {
            fail(context, status, null);
        } else {
            fail(context, null, context.failure());
        }
    }

    /** @param message for developers; null if the status says all */
    void fail(RoutingContext context, int status, String message) {
        Messages messages = Messages.of(context);
        boolean isForm = context.request().method() == HttpMethod.POST;
        String described = Stream.of((isForm ? "form." : "") + status, String.valueOf(status))
                .filter(key -> messages.has("error." + key))
                .findFirst()
                .orElse("500");
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("code", status);
        view.put("status", described);
        view.put("hasText", messages.has("errorText." + described));
        // The status says all that the message would.
        view.put("message", status == 404 ? null : message);
        view.put("q", status == 404 ? words(context.normalizedPath()) : null);
        view.put("requestId", RequestId.current());
        pages.send(context, status, "pages/error", view);
    }

    /** What a reader may look for at the address of a person or an event; null at another address. */
    private static String words(String path) {
        Matcher slug = SLUG.matcher(path);
        return slug.lookingAt() ? slug.group(1).replace('-', ' ').strip() : null;
    }

    /** Sends an error in the form that the client prefers: a page, or the JSON of a GraphQL error. */
    public void reject(RoutingContext context, RuntimeException failure) {
        if (Accept.of(context).prefersHtml()) {
            fail(context, null, failure);
        } else if (failure instanceof FailedOperationException failed) {
            sender.fail(context, failed.errors());
        } else {
            sender.fail(context, failure);
        }
    }
}
