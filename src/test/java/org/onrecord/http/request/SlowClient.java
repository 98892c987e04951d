package org.onrecord.http.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends a part of a request, and then as much as a test wants. */
public final class SlowClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;

    private SlowClient(Socket socket) {
        this.socket = socket;
    }

    /**
     * Sends the headers of a request and a part of its body.
     *
     * @param length the {@code Content-Length}
     */
    public static SlowClient post(int port, String path, int length, String part) {
        return send(
                port,
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + length + "\r\n\r\n" + part);
    }

    public static SlowClient send(int port, String text) {
        try {
            Socket socket = new Socket("localhost", port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            SlowClient client = new SlowClient(socket);
            client.send(text);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends more text. Returns whether the connection is open. */
    public boolean send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The next line of the response, without its end. */
    public String readLine() {
        StringBuilder line = new StringBuilder();
        try {
            int next = socket.getInputStream().read();
            while (next != '\n') {
                if (next < 0) {
                    throw new AssertionError("The service closed the connection after: " + line);
                }
                line.append((char) next);
                next = socket.getInputStream().read();
            }
        } catch (IOException e) {
            throw new AssertionError("The service did not send a line", e);
        }
        return line.toString().strip();
    }

    /** All that the service sends until it closes the connection. */
    public String readToEnd() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("The service did not close the connection", e);
        }
    }

    /** All that the service sent until it reset the connection. */
    public String readUntilReset() {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(received);
        } catch (IOException e) {
            // A reset.
        }
        return received.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
