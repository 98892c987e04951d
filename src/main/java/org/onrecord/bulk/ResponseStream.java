package org.onrecord.bulk;

import java.util.concurrent.ExecutionException;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** A response that is written line by line, and no faster than the client reads. */
final class ResponseStream {

    /** Bytes. */
    private static final int CHUNK = 1 << 16;

    private final HttpServerResponse response;
    private Buffer chunk = Buffer.buffer(CHUNK);

    ResponseStream(HttpServerResponse response) {
        this.response = response;
    }

    /** @throws IllegalStateException where the client is gone */
    void writeLine(String line) {
        chunk.appendString(line).appendString("\n");
        if (chunk.length() >= CHUNK) {
            write();
        }
    }

    void end() {
        response.end(chunk);
    }

    private void write() {
        try {
            response.write(chunk).toCompletionStage().toCompletableFuture().get();
            chunk = Buffer.buffer(CHUNK);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The client is gone.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service stops.", e);
        }
    }
}
