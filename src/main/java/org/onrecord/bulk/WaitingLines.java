package org.onrecord.bulk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.onrecord.publishing.Line;

/**
 * Lines that refer to what may come later. They wait in a file of their own, because there may be more of them than there is
 * memory: of an import that begins with its articles and ends with its people, nearly all.
 */
final class WaitingLines implements AutoCloseable {

    /** Ends the number of a line. */
    static final char BEHIND_NUMBER = '\t';

    private final Path file;
    private final BufferedWriter out;

    WaitingLines() throws IOException {
        file = Files.createTempFile("onrecord-import-", ".ndjson");
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    synchronized void add(Line line) throws IOException {
        out.write(line.number() + "\t" + line.json() + "\n");
    }

    /** All of them, each with its number before it; nothing can be added any more. */
    InputStream read() throws IOException {
        out.close();
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
