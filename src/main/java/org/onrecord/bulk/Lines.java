package org.onrecord.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The lines of a text in UTF-8, one at a time, none longer than is allowed. */
final class Lines {

    private final InputStream bytes;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int filled;
    private final long longest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    /** @param longest bytes that a line has at most */
    Lines(InputStream bytes, long longest) {
        this.bytes = bytes;
        this.longest = longest;
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /**
     * The next line, without its end; null where there is none.
     *
     * @throws BadLine for one that is too long, or not in UTF-8: the next can be read all the same
     * @throws IOException where the text breaks off
     */
    String next() throws IOException, BadLine {
        if (position == filled && !fill()) {
            return null;
        }
        number++;
        line.reset();
        long length = 0;
        boolean hasEnd = false;
        do {
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            length += end - position;
            if (length <= longest) {
                line.write(buffer, position, end - position);
            }
            hasEnd = end < filled;
            position = hasEnd ? end + 1 : end;
        } while (!hasEnd && fill());
        if (length > longest) {
            throw new BadLine("The line has " + length + " bytes; " + longest + " are allowed.");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            return number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text; // A byte order mark is no text.
        } catch (CharacterCodingException e) {
            throw new BadLine("The line is not in UTF-8.");
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, bytes.read(buffer));
        return filled > 0;
    }

    /** Why a line cannot be read. */
    static final class BadLine extends Exception {
        BadLine(String message) {
            super(message);
        }
    }
}
