package org.onrecord.bulk;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** A response of lines with backpressure: writing blocks while the client does not read. */
final class ResponseStream {

    /** In bytes. */
    private static final int CHUNK_SIZE = 1 << 16;

    private final HttpServerResponse response;
    private final Duration stall;
    private final long end;
    private Buffer chunk = Buffer.buffer(CHUNK_SIZE);

    /**
     * @param stall how long the client may take to receive a chunk
     * @param deadline how long the client may take to receive the response
     */
    ResponseStream(HttpServerResponse response, Duration stall, Duration deadline) {
        this.response = response;
        this.stall = stall;
        this.end = System.nanoTime() + deadline.toNanos();
    }

    /** @throws IllegalStateException if the client has closed the connection, or is too slow */
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
        if (System.nanoTime() - end > 0) {
            throw new IllegalStateException("The client did not receive the response before the deadline.");
        }
        try {
            response.write(chunk)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(stall.toMillis(), TimeUnit.MILLISECONDS);
            chunk = Buffer.buffer(CHUNK_SIZE);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The client did not read for " + stall.toMillis() + " ms.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The client closed the connection.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service is shutting down.", e);
        }
    }
}
