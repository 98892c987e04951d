package org.onrecord.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The body of a request as it comes in. Of what is not read yet no more than a little is taken from the network. */
final class RequestStream extends InputStream {

    /** Pieces of the body, each of some kilobytes, that are taken in advance. */
    private static final int IN_ADVANCE = 16;

    private final HttpServerRequest request;
    private final BlockingQueue<Buffer> pieces = new LinkedBlockingQueue<>();
    /** Marks the end of the body. A static field would put it into the heap of a native image, where no buffer may be. */
    private final Buffer end = Buffer.buffer();

    private volatile Throwable failure;
    private Buffer piece = end;
    private int position;
    private boolean ended;

    /** @param request which is paused */
    RequestStream(HttpServerRequest request) {
        this.request = request;
        request.handler(pieces::add);
        request.endHandler(ended -> pieces.add(end));
        request.exceptionHandler(e -> {
            failure = e;
            pieces.add(end);
        });
        request.fetch(IN_ADVANCE);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (!ended && position == piece.length()) {
            next();
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, piece.length() - position);
        piece.getBytes(position, position + count, buffer, offset);
        position += count;
        return count;
    }

    /** Not all who read go on where nothing is said to be there: of several gzips, JDK 17 then reads the first alone. */
    @Override
    public int available() {
        return ended ? 0 : 1;
    }

    @Override
    public void close() {
        drain(request);
    }

    /** Lets a body go by that nobody reads, or reads on. */
    static void drain(HttpServerRequest request) {
        unlessEnded(request, () -> request.handler(piece -> {}).resume());
    }

    private void next() throws IOException {
        piece = take();
        position = 0;
        ended = piece == end;
        if (failure != null) {
            throw new IOException("The client went away.", failure);
        } else if (!ended) {
            unlessEnded(request, () -> request.fetch(1));
        }
    }

    private Buffer take() throws IOException {
        try {
            while (true) {
                boolean isGone = request.response().closed();
                Buffer taken = pieces.poll(1, TimeUnit.SECONDS);
                if (taken != null) {
                    return taken;
                } else if (isGone) { // Before anyone listened, so nobody was told.
                    throw new IOException("The client went away.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The service stops.");
        }
    }

    /** Over HTTP/2 a request whose end has come meanwhile refuses to be read. */
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
