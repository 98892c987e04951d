package org.onrecord.bulk.importing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * The lines that refer to nodes which may follow later in the import. They are stored in a temporary file, because they
 * can exceed the memory: an import with the articles before the people defers nearly all of its lines.
 */
final class DeferredLines implements AutoCloseable {

    private static final char SEPARATOR = '\t';

    private final Path file;
    private final BufferedWriter out;

    /**
     * Has a bit for each node that the lines write. The keys of the nodes can exceed the memory too. Two nodes with the
     * same bit only let a line wait that need not.
     */
    private final BitSet written = new BitSet();

    private boolean repeatNodes;

    DeferredLines() throws IOException {
        file = Files.createTempFile("onrecord-import-", ".ndjson");
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    synchronized void add(ImportLine line) throws IOException {
        repeatNodes |= precede(line);
        line.entry().keys().writtenNumbers().forEach(written::set);
        out.write(line.number() + String.valueOf(SEPARATOR) + line.json() + "\n");
    }

    /** Whether a later line is about a node that one of these lines writes. */
    synchronized boolean precede(ImportLine later) {
        return later.entry().keys().ownNumbers().anyMatch(written::get);
    }

    /** Whether a line is about a node that an earlier one writes. */
    synchronized boolean repeatNodes() {
        return repeatNodes;
    }

    /** Opens the file for reading. After this, no line can be added. */
    InputStream open() throws IOException {
        out.close();
        return Files.newInputStream(file);
    }

    /** A line of the file. */
    record NumberedJson(long number, String json) {

        static NumberedJson parse(String line) {
            int end = line.indexOf(SEPARATOR);
            return new NumberedJson(Long.parseLong(line.substring(0, end)), line.substring(end + 1));
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
