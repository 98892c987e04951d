package org.onrecord.websocket;

import java.lang.reflect.Method;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpServerRequest;

/**
 * A request that became a WebSocket. When the service stops, Quarkus waits for requests that have no response yet, and never
 * learns that this one is done, with or without its WebSocket: unless it is told so, by the one method there is for that.
 */
@RegisterForReflection(targets = QuarkusRequestWrapper.class, fields = false)
final class UpgradedRequest {

    private static final Method DONE;

    static {
        try {
            DONE = QuarkusRequestWrapper.class.getDeclaredMethod("done");
            DONE.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("This version of Quarkus counts requests in another way", e);
        }
    }

    private UpgradedRequest() {}

    /** Tells that the WebSocket is closed. */
    static void done(HttpServerRequest request) {
        if (request.getCookie(QuarkusRequestWrapper.FAKE_COOKIE_NAME) == null) {
            return; // Nobody counts: there is no quarkus.shutdown.timeout.
        }
        try {
            DONE.invoke(QuarkusRequestWrapper.get(request));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
