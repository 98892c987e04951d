package org.onrecord.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads lines of UTF-8 text up to a maximum length. */
public final class LineReader {

    /** The error of a line that begins a JSON array. */
    public static final String ARRAY =
            "The line begins a JSON array. An import needs one JSON object on each line. To convert a file that is one"
                    + " JSON array, use `jq -c '.[]'`.";

    private final InputStream bytes;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int filled;
    private final long maxLength;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    /** @param maxLength of a line, in bytes */
    public LineReader(InputStream bytes, long maxLength) {
        this.bytes = bytes;
        this.maxLength = maxLength;
    }

    /** The number of the line that was read last, from 1. */
    public long number() {
        return number;
    }

    /**
     * Returns the next line without its terminator, or null at the end.
     *
     * @throws UnreadableLineException if the line is too long or not UTF-8; the next line can be read
     * @throws IOException if the stream fails
     */
    public String next() throws IOException, UnreadableLineException {
        if (position == filled && !fill()) {
            return null;
        }
        number++;
        line.reset();
        long length = 0;
        byte first = buffer[position];
        boolean hasEnd = false;
        do {
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            length += end - position;
            if (length <= maxLength) {
                line.write(buffer, position, end - position);
            }
            hasEnd = end < filled;
            position = hasEnd ? end + 1 : end;
        } while (!hasEnd && fill());
        if (length > maxLength) {
            throw new UnreadableLineException("The line has " + length + " bytes. The maximum is " + maxLength
                    + " bytes." + (first == '[' ? " " + ARRAY : ""));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            boolean hasByteOrderMark = number == 1 && text.startsWith("\uFEFF");
            return hasByteOrderMark ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableLineException("The line is not valid UTF-8.");
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, bytes.read(buffer));
        return filled > 0;
    }

    public static final class UnreadableLineException extends Exception {
        UnreadableLineException(String message) {
            super(message);
        }
    }
}
