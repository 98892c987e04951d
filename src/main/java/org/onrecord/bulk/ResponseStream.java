package org.onrecord.bulk;

import java.util.concurrent.ExecutionException;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** A response of lines with backpressure: writing blocks while the client does not read. */
final class ResponseStream {

    /** In bytes. */
    private static final int CHUNK_SIZE = 1 << 16;

    private final HttpServerResponse response;
    private Buffer chunk = Buffer.buffer(CHUNK_SIZE);

    ResponseStream(HttpServerResponse response) {
        this.response = response;
    }

    /** @throws IllegalStateException if the client has closed the connection */
    void writeLine(String line) {
        chunk.appendString(line).appendString("\n");
        if (chunk.length() >= CHUNK_SIZE) {
            write();
        }
    }

    void end() {
        response.end(chunk);
    }

    private void write() {
        try {
            response.write(chunk).toCompletionStage().toCompletableFuture().get();
            chunk = Buffer.buffer(CHUNK_SIZE);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The client closed the connection.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service is shutting down.", e);
        }
    }
}
