package org.onrecord.websocket;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.restassured.RestAssured;

/** A client that sends any frames of RFC 6455, answers none by itself, and reads only what a test wants. */
final class FrameClient implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** The bit of a frame that ends its message. */
    private static final int FINAL = 0x80;

    private static final int PATIENCE_MILLIS = 60_000;

    /** Frames that are written at once. */
    private static final int BATCH = 500;

    private final java.net.Socket socket = new java.net.Socket();
    private final DataInputStream input;

    /** A frame of the service. */
    record Frame(int opcode, String payload) {}

    private FrameClient() throws IOException {
        socket.setReceiveBufferSize(8_192);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        socket.getOutputStream().write("""
                GET /graphql HTTP/1.1
                Host: localhost
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Protocol: graphql-transport-ws

                """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        input = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) input.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError("Expected a WebSocket, got " + head);
        }
    }

    /**
     * An initialised connection to the service under test.
     *
     * @param token null for a connection without one
     */
    static FrameClient connect(String token) {
        try {
            FrameClient client = new FrameClient();
            String payload = token == null ? "{}" : "{\"Authorization\":\"Bearer " + token + "\"}";
            client.send(TEXT, "{\"type\":\"connection_init\",\"payload\":" + payload + "}");
            Frame answer = client.next();
            if (!answer.equals(new Frame(TEXT, "{\"type\":\"connection_ack\"}"))) {
                throw new AssertionError("Expected connection_ack, got " + answer);
            }
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a frame. Returns whether the connection is open. */
    boolean send(int opcode, String payload) {
        return write(frame(FINAL | opcode, payload));
    }

    /** Sends the first frame of a message that has several. */
    void beginMessage(String payload) {
        write(frame(TEXT, payload));
    }

    /** Sends all but the last byte of the last frame of a message that has several. */
    void withholdLastByte(String payload) {
        byte[] frame = frame(FINAL | CONTINUATION, payload);
        write(Arrays.copyOf(frame, frame.length - 1));
    }

    /** Sends a frame many times. */
    void send(int opcode, String payload, int times) {
        byte[] frame = frame(FINAL | opcode, payload);
        byte[] batch = new byte[BATCH * frame.length];
        for (int i = 0; i < BATCH; i++) {
            System.arraycopy(frame, 0, batch, i * frame.length, frame.length);
        }
        for (int sent = 0; sent < times; sent += BATCH) {
            if (!write(batch)) {
                throw new AssertionError("The service closed the connection after " + sent + " frames");
            }
        }
    }

    /** A frame whose mask changes nothing. */
    private static byte[] frame(int firstByte, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        int lengthBytes = bytes.length < 126 ? 0 : 2;
        byte[] frame = new byte[2 + lengthBytes + 4 + bytes.length];
        frame[0] = (byte) firstByte;
        frame[1] = (byte) (0x80 | (lengthBytes == 0 ? bytes.length : 126));
        if (lengthBytes > 0) {
            frame[2] = (byte) (bytes.length >> 8);
            frame[3] = (byte) bytes.length;
        }
        System.arraycopy(bytes, 0, frame, frame.length - bytes.length, bytes.length);
        return frame;
    }

    private boolean write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    Frame next() {
        try {
            return read();
        } catch (IOException e) {
            throw new AssertionError("The service sent no frame", e);
        }
    }

    private Frame read() throws IOException {
        int opcode = input.readUnsignedByte() & 0x0f;
        int length = input.readUnsignedByte();
        byte[] payload = new byte[length == 126 ? input.readUnsignedShort() : length];
        input.readFully(payload);
        return new Frame(opcode, new String(payload, StandardCharsets.UTF_8));
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
