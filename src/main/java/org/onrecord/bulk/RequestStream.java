package org.onrecord.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The body of a request as a stream with backpressure: it buffers only a few chunks. */
public final class RequestStream extends InputStream {

    /** The number of buffered chunks, of some kilobytes each. */
    private static final int BUFFERED_CHUNKS = 16;

    private final HttpServerRequest request;
    private final BlockingQueue<Buffer> chunks = new LinkedBlockingQueue<>();

    /** Marks the end of the body. It is not static, because the heap of a native image must not contain buffers. */
    private final Buffer end = Buffer.buffer();

    private volatile Throwable failure;
    private Buffer chunk = end;
    private int position;
    private boolean ended;

    /**
     * @param request a paused request
     * @param brokenOff called on the event loop when the body ends early
     */
    public RequestStream(HttpServerRequest request, Consumer<Throwable> brokenOff) {
        this.request = request;
        request.handler(chunks::add);
        request.endHandler(ended -> chunks.add(end));
        request.exceptionHandler(e -> {
            brokenOff.accept(e);
            failure = e;
            chunks.add(end);
        });
        request.fetch(BUFFERED_CHUNKS);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (!ended && position == chunk.length()) {
            next();
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, chunk.length() - position);
        chunk.getBytes(position, position + count, buffer, offset);
        position += count;
        return count;
    }

    /** Without available bytes, GZIPInputStream of JDK 17 reads only the first of several gzip members. */
    @Override
    public int available() {
        return ended ? 0 : 1;
    }

    @Override
    public void close() {
        drain(request);
    }

    /** Discards the rest of a body, so that the connection can be reused. */
    static void drain(HttpServerRequest request) {
        unlessEnded(request, () -> request.handler(chunk -> {}).resume());
    }

    private void next() throws IOException {
        chunk = take();
        position = 0;
        ended = chunk == end;
        if (failure != null) {
            throw new IOException("The client closed the connection.", failure);
        } else if (!ended) {
            unlessEnded(request, () -> request.fetch(1));
        }
    }

    private Buffer take() throws IOException {
        try {
            while (true) {
                boolean closed = request.response().closed();
                Buffer taken = chunks.poll(1, TimeUnit.SECONDS);
                if (taken != null) {
                    return taken;
                } else if (closed) { // It was closed before the exception handler was set.
                    throw new IOException("The client closed the connection.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The service is shutting down.");
        }
    }

    /** An HTTP/2 request that has ended in the meantime throws an exception. */
    private static void unlessEnded(HttpServerRequest request, Runnable read) {
        try {
            read.run();
        } catch (IllegalStateException e) {
            if (!request.isEnded()) {
                throw e;
            }
        }
    }
}
