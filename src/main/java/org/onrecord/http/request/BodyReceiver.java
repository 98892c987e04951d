package org.onrecord.http.request;

import java.io.IOException;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.Context;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.address.ClientAddress;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.limits.MemoryBudget;

/** Receives the bodies of requests within limits: the size of a body, its time, and the memory of all bodies. */
@Singleton
public final class BodyReceiver {

    /** Before all other routes: the time of a body also counts on pages that do not read it. */
    private static final int ORDER = -1000;

    private static final String KEY = "onrecord.body";
    private static final String TIMER = "onrecord.body.timer";

    private final Limits limits;
    private final ClientAddress address;
    private final ResponseSender sender;
    private final MemoryBudget memory;

    BodyReceiver(Limits limits, ClientAddress address, ResponseSender sender) {
        this.limits = limits;
        this.sender = sender;
        this.address = address;
        this.memory = new MemoryBudget(limits.bodies().asLongValue());
    }

    void route(@Observes Router router) {
        router.route().order(ORDER).handler(this::begin).failureHandler(this::release);
    }

    /** Releases the memory of a request that failed before a handler has taken its body. */
    private void release(RoutingContext context) {
        take(context);
        context.next();
    }

    private void begin(RoutingContext context) {
        ConnectionGuard.add(context.request());
        if (context.request().version() == null) {
            context.fail(
                    new ApiException(ErrorCode.BAD_REQUEST, "Send the request with HTTP/1.1, HTTP/1.0 or HTTP/2."));
        } else if (TransferCodings.check(context)) {
            context.request().exceptionHandler(failure -> breakOff(context, failure));
            limitTime(context);
        }
    }

    /**
     * Answers a request whose body ends with a malformed chunk, unless it is answered already. Vert.x closes the
     * connection right after that.
     */
    public void breakOff(RoutingContext context, Throwable failure) {
        HttpServerResponse response = context.response();
        if (isBrokenChunk(failure) && !response.ended() && !response.headWritten()) {
            sender.fail(context, brokenChunk());
        }
        TransferCodings.flush(context.request());
    }

    /** Whether the client has sent a malformed chunk. Otherwise it is gone. */
    private static boolean isBrokenChunk(Throwable failure) {
        return !(failure instanceof IOException || failure instanceof VertxException);
    }

    private static ApiException brokenChunk() {
        return new ApiException(ErrorCode.BAD_REQUEST, "The body has a chunk that violates HTTP/1.1 (RFC 9112, 7.1).");
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
    public static void close(RoutingContext context) {
        // The response is already in the queue of the connection.
        if (context.request().version() == HttpVersion.HTTP_2) {
            context.response().reset();
        } else {
            context.request().connection().close();
        }
    }

    /** Receives the body, up to the limit of all requests, and then calls the next handler. */
    public void receive(RoutingContext context) {
        receive(context, limits.body().asLongValue());
    }

    /**
     * Receives the body up to a limit of its own, and then calls the next handler.
     *
     * @param limit bytes
     */
    public void receive(RoutingContext context, long limit) {
        HttpServerRequest request = context.request();
        if (!mayHaveBody(request)) {
            context.next();
            return;
        }
        Body body = new Body(context, limit);
        context.put(KEY, body);
        if (declaredLength(request) > body.limit) {
            body.failForLength();
            return;
        }
        String expectation = request.getHeader(HttpHeaders.EXPECT);
        if ("100-continue".equalsIgnoreCase(expectation) && request.version() != HttpVersion.HTTP_1_0) {
            context.response().writeContinue();
        }
        request.exceptionHandler(failure -> {
            body.breakOff(failure);
            TransferCodings.flush(request);
        });
        request.handler(body::add);
        request.endHandler(ended -> body.complete());
    }

    /**
     * Takes the body of a request, empty if the request has none, and releases its memory. The handler after {@link
     * #receive} that answers the request must call it, also if it does not need the body.
     */
    public static Buffer take(RoutingContext context) {
        Body body = context.get(KEY);
        return body == null ? Buffer.buffer() : body.take();
    }

    /** The body of a request, after {@link #receive} and before {@link #take}; empty if the request has none. */
    public static Buffer peek(RoutingContext context) {
        Body body = context.get(KEY);
        return body == null ? Buffer.buffer() : body.bytes;
    }

    /**
     * Memory, within that of all bodies, for what the client of a request sends.
     *
     * @param giveUp called on any thread when others need the memory. It makes the owner close the part.
     */
    public MemoryBudget.Part memory(RoutingContext context, Runnable giveUp) {
        return memory.waiting(address.of(context.request()), giveUp);
    }

    private static long declaredLength(HttpServerRequest request) {
        try {
            String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0; // HTTP/2 allows any text. The bytes that arrive count.
        }
    }

    /** Its methods run on the event loop of the request. Any thread takes a complete body. */
    private final class Body {

        private final RoutingContext context;
        private final long limit;
        private final MemoryBudget.Part part;
        private Buffer bytes = Buffer.buffer();
        private boolean failed;

        private Body(RoutingContext context, long limit) {
            this.context = context;
            this.limit = limit;
            Context loop = context.vertx().getOrCreateContext();
            this.part = memory(context, () -> loop.runOnContext(now -> failForMemory()));
        }

        private void add(Buffer received) {
            if (failed) {
                return; // The response is sent. What still arrives is discarded.
            } else if (bytes.length() + received.length() > limit) {
                failForLength();
            } else if (part.reserve(received.length())) {
                bytes.appendBuffer(received);
            } else {
                failForMemory();
            }
        }

        private void complete() {
            if (!failed) {
                allowAnyTime(context);
                if (part.complete()) {
                    context.next();
                } else {
                    failForMemory();
                }
            }
        }

        /** The client is gone before the body is complete, or has sent a malformed chunk. */
        private void breakOff(Throwable failure) {
            if (isBrokenChunk(failure)) {
                fail(brokenChunk());
            }
            failed = true;
            allowAnyTime(context);
            take();
        }

        private Buffer take() {
            Buffer taken = bytes;
            bytes = Buffer.buffer();
            part.close();
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
            fail(new ApiException(code, message));
        }

        private void fail(ApiException failure) {
            if (!failed) {
                failed = true;
                take();
                context.fail(failure);
            }
        }
    }
}
