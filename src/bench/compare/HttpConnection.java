import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A connection that stays open. It shares the cores with the servers, so it needs less CPU than an HTTP client. */
final class HttpConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];

    HttpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = socket.getInputStream();
    }

    /** A whole HTTP request with a JSON body. */
    static byte[] post(int port, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: "
                        + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, request, head.length, bytes.length);
        return request;
    }

    /** Returns the body of the response. Throws an IOException unless the status is 200. */
    byte[] ask(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int read = 0;
        int bodyStart = -1;
        int end = Integer.MAX_VALUE;
        boolean ok = false;
        while (read < end) {
            if (read == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int count = in.read(buffer, read, buffer.length - read);
            if (count < 0) {
                throw new IOException("The server closed the connection.");
            }
            read += count;
            if (bodyStart < 0) {
                bodyStart = endOfHead(read);
                if (bodyStart > 0) {
                    String head = new String(buffer, 0, bodyStart, StandardCharsets.ISO_8859_1);
                    ok = head.startsWith("HTTP/1.1 200 ");
                    end = bodyStart + contentLength(head);
                }
            }
        }
        byte[] body = Arrays.copyOfRange(buffer, bodyStart, end);
        if (!ok) {
            throw new IOException(new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    private int endOfHead(int read) {
        for (int i = 3; i < read; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(String head) throws IOException {
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
            }
        }
        throw new IOException("The response has no Content-Length.");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
