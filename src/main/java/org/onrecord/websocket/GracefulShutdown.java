package org.onrecord.websocket;

import java.lang.reflect.Method;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpServerRequest;

/**
 * Removes WebSockets from the requests that Quarkus waits for when the service stops. Quarkus counts a request until
 * its response ends. A request that became a WebSocket has no response, and Quarkus offers only a package-private
 * method to end the count.
 */
@RegisterForReflection(targets = QuarkusRequestWrapper.class, fields = false)
final class GracefulShutdown {

    private static final Method DONE;

    static {
        try {
            DONE = QuarkusRequestWrapper.class.getDeclaredMethod("done");
            DONE.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("This version of Quarkus counts requests in another way", e);
        }
    }

    private GracefulShutdown() {}

    /** Call this when the WebSocket of a request is closed. */
    static void release(HttpServerRequest request) {
        if (request.getCookie(QuarkusRequestWrapper.FAKE_COOKIE_NAME) == null) {
            return; // Without quarkus.shutdown.timeout Quarkus does not count requests.
        }
        try {
            DONE.invoke(QuarkusRequestWrapper.get(request));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
