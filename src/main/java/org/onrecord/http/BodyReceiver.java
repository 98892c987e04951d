package org.onrecord.http;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.limits.Limits;

/**
 * Receives the bodies of requests within limits: the size of a body, the time it takes, and the memory of all bodies.
 * When the memory is exhausted, the body that is being received for the longest time is given up, so clients that send
 * slowly do not keep out the others.
 */
@Singleton
public final class BodyReceiver {

    /** Before all other routes: the time of a body also counts on pages that do not read it. */
    private static final int ORDER = -1000;

    private static final String KEY = "onrecord.body";
    private static final String TIMER = "onrecord.body.timer";

    private final Limits limits;

    /** The bodies that are not complete, the oldest first. This object guards it. */
    private final Set<Body> incomplete = new LinkedHashSet<>();

    /** The bytes of all bodies in memory: those that are not complete, and those that no worker thread took yet. */
    private long total;

    /** The part of the total that the incomplete bodies have reserved. */
    private long totalIncomplete;

    BodyReceiver(Limits limits) {
        this.limits = limits;
    }

    void route(@Observes Router router) {
        router.route().order(ORDER).handler(this::limitTime);
    }

    private void limitTime(RoutingContext context) {
        if (mayHaveBody(context.request())) {
            // An end handler that is added here would not be called: handlers of Quarkus that follow replace it.
            context.put(TIMER, context.vertx().setTimer(limits.bodyTime().toMillis(), expired -> expire(context)));
        }
        context.next();
    }

    private static boolean mayHaveBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && !length.equals("0")
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || request.version() == HttpVersion.HTTP_2 && !request.isEnded();
    }

    /** Lifts the limit of time. An import may take as long as its client needs. */
    public static void allowAnyTime(RoutingContext context) {
        Long timer = context.remove(TIMER);
        if (timer != null) {
            context.vertx().cancelTimer(timer);
        }
    }

    private void expire(RoutingContext context) {
        if (context.request().isEnded() || context.get(TIMER) == null) {
            return;
        }
        Body body = context.get(KEY);
        if (body != null) {
            body.fail(
                    ErrorCode.BODY_TIMEOUT,
                    "The body did not arrive within " + limits.bodyTime().toMillis()
                            + " milliseconds. Send it without a pause.");
        }
        close(context);
    }

    /** Closes the connection of a request after its response; in HTTP/2 only the stream. */
    static void close(RoutingContext context) {
        // The response is already in the queue of the connection.
        if (context.request().version() == HttpVersion.HTTP_2) {
            context.response().reset();
        } else {
            context.request().connection().close();
        }
    }

    /** Receives the body, up to the limit of all requests, and then calls the next handler. */
    void receive(RoutingContext context) {
        receive(context, limits.body());
    }

    /** Receives the body up to a limit of its own, and then calls the next handler. */
    public void receive(RoutingContext context, MemorySize limit) {
        HttpServerRequest request = context.request();
        if (!mayHaveBody(request)) {
            context.next();
            return;
        }
        Body body = new Body(context, limit.asLongValue());
        context.put(KEY, body);
        if (declaredLength(request) > body.limit) {
            body.failForLength();
            return;
        }
        String expectation = request.getHeader(HttpHeaders.EXPECT);
        if ("100-continue".equalsIgnoreCase(expectation) && request.version() != HttpVersion.HTTP_1_0) {
            context.response().writeContinue();
        }
        synchronized (this) {
            incomplete.add(body);
        }
        request.exceptionHandler(failure -> body.disconnected());
        request.handler(body::add);
        request.endHandler(ended -> body.complete());
    }

    /**
     * Takes the body of a request, empty if the request has none, and releases its memory. The handler after {@link
     * #receive} must call it, also if it does not need the body.
     */
    public static Buffer take(RoutingContext context) {
        Body body = context.get(KEY);
        return body == null ? Buffer.buffer() : body.take();
    }

    private static long declaredLength(HttpServerRequest request) {
        try {
            String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0; // HTTP/2 allows any text. The bytes that arrive count.
        }
    }

    /** Reserves memory for a part of a body. Returns whether there is enough. */
    private synchronized boolean reserve(Body body, int length) {
        if (!incomplete.contains(body)) {
            return false;
        }
        long limit = limits.bodies().asLongValue();
        long others = totalIncomplete - body.reserved;
        if (total - others + length > limit) {
            return false; // Complete bodies hold the memory. To give up the others would not help.
        }
        for (Iterator<Body> oldest = incomplete.iterator(); total + length > limit; ) {
            Body slow = oldest.next();
            if (slow != body && slow.reserved > 0) {
                oldest.remove();
                totalIncomplete -= slow.reserved;
                total -= slow.reserved;
                slow.reserved = 0;
                slow.loop.runOnContext(now -> slow.failForMemory());
            }
        }
        totalIncomplete += length;
        total += length;
        body.reserved += length;
        return true;
    }

    private synchronized void release(Body body) {
        completed(body);
        total -= body.reserved;
        body.reserved = 0;
    }

    /** Returns false if the body was given up. */
    private synchronized boolean completed(Body body) {
        boolean removed = incomplete.remove(body);
        if (removed) {
            totalIncomplete -= body.reserved;
        }
        return removed;
    }

    /** Its methods run on the event loop of the request. A worker thread takes a complete body. */
    private final class Body {

        private final RoutingContext context;
        private final Context loop;
        private final long limit;
        private Buffer bytes = Buffer.buffer();
        /** Guarded by the receiver. */
        private long reserved;

        private boolean failed;

        private Body(RoutingContext context, long limit) {
            this.context = context;
            this.limit = limit;
            this.loop = context.vertx().getOrCreateContext();
        }

        private void add(Buffer part) {
            if (failed) {
                return; // The response is sent. What still arrives is discarded.
            } else if (bytes.length() + part.length() > limit) {
                failForLength();
            } else if (reserve(this, part.length())) {
                bytes.appendBuffer(part);
            } else {
                failForMemory();
            }
        }

        private void complete() {
            if (!failed) {
                allowAnyTime(context);
                if (completed(this)) {
                    context.next();
                } else {
                    failForMemory();
                }
            }
        }

        /** The client is gone before the body is complete. */
        private void disconnected() {
            failed = true;
            allowAnyTime(context);
            take();
        }

        private Buffer take() {
            Buffer taken = bytes;
            bytes = Buffer.buffer();
            release(this);
            return taken;
        }

        private void failForLength() {
            fail(
                    ErrorCode.BODY_LIMIT_EXCEEDED,
                    "A body may have at most " + limit + " bytes. Split the request, or"
                            + " send a long article to /import.");
        }

        private void failForMemory() {
            fail(ErrorCode.SERVICE_UNAVAILABLE, "The service receives too many bodies. Try again in a moment.");
        }

        private void fail(ErrorCode code, String message) {
            if (!failed) {
                failed = true;
                take();
                context.fail(new ApiException(code, message));
            }
        }
    }
}
