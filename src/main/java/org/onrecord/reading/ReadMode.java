package org.onrecord.reading;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Reads articles as NDJSON and writes an answer for each line that is not blank, in the same order. It holds one
 * article at a time. It needs no database. {@link ArticleLines} has the shapes.
 */
public final class ReadMode {

    /** Returns to the start of the line and erases it (ECMA-48). */
    private static final String ERASE_LINE = "\r\u001B[K";

    private static final long SHOW_EVERY = 200_000_000;

    private final ArticleLines articles = new ArticleLines();
    private final PrintStream progress;

    private long lines;
    private long failed;

    /** @param progress gets the number of articles from time to time, or null */
    public ReadMode(PrintStream progress) {
        this.progress = progress;
    }

    /** @return the exit status: 0 if all lines were read, 1 if a line was no article, 2 if the input broke off */
    public int run(InputStream input, OutputStream output) {
        try {
            answerAll(utf8(input), output);
        } catch (IOException e) {
            return brokenOff(e);
        }
        return status();
    }

    /**
     * Reads a file. The answers go to the file {@code output + ".part"}, which gets the name of the output when it is
     * complete. A run continues behind the answers of one that broke off, and does nothing if the output exists.
     *
     * @return the exit status: 0 if all lines were read or the output exists, 1 if a line was no article, 2 if a file
     *     cannot be read or written
     */
    public int run(Path input, Path output) {
        if (Files.exists(output)) {
            System.err.println(output + " exists already.");
            return 0;
        }
        Path part = output.resolveSibling(output.getFileName() + ".part");
        try (BufferedReader in = utf8(Files.newInputStream(input));
                FileChannel channel = FileChannel.open(part, CREATE, READ, WRITE)) {
            skip(in, keepAnswers(channel));
            answerAll(in, Channels.newOutputStream(channel));
            channel.force(true);
            Files.move(part, output, ATOMIC_MOVE);
        } catch (IOException e) {
            return brokenOff(e);
        }
        return status();
    }

    private static BufferedReader utf8(InputStream input) {
        return new BufferedReader(new InputStreamReader(input, UTF_8));
    }

    /**
     * Reads the answers of a run that broke off, and cuts off the last one if it is incomplete. The position of the
     * channel is behind the last answer then.
     *
     * @return the number of answers
     */
    private long keepAnswers(FileChannel channel) throws IOException {
        long answers = 0;
        long end = 0;
        InputStream bytes = new BufferedInputStream(Channels.newInputStream(channel));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int next = bytes.read(); next >= 0; next = bytes.read()) {
            answer.write(next);
            if (next == '\n') {
                failed += ArticleLines.isFailure(answer.toString(UTF_8)) ? 1 : 0;
                end += answer.size();
                answers++;
                answer.reset();
            }
        }
        channel.truncate(end).position(end);
        return answers;
    }

    /** Skips the articles that have an answer. */
    private void skip(BufferedReader in, long answers) throws IOException {
        long skipped = 0;
        while (skipped < answers) {
            String line = in.readLine();
            if (line == null) {
                throw new EOFException("there are more answers than articles");
            }
            lines++;
            skipped += line.isBlank() ? 0 : 1;
        }
    }

    private void answerAll(BufferedReader in, OutputStream output) throws IOException {
        long shown = System.nanoTime();
        Writer out = new BufferedWriter(new OutputStreamWriter(output, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines++;
            if (!line.isBlank()) {
                String answer = articles.answer(line, lines);
                failed += ArticleLines.isFailure(answer) ? 1 : 0;
                out.write(answer);
                out.write('\n');
            }
            if (progress != null && System.nanoTime() - shown > SHOW_EVERY) {
                progress.print(ERASE_LINE + lines + " lines");
                progress.flush();
                shown = System.nanoTime();
            }
            if (!in.ready()) {
                out.flush();
            }
        }
        out.flush();
        if (progress != null) {
            progress.println(ERASE_LINE + lines + " lines, " + failed + " failed");
        }
    }

    private int status() {
        return failed > 0 ? 1 : 0;
    }

    private static int brokenOff(IOException cause) {
        System.err.println("Cannot read the articles: " + cause);
        return 2;
    }
}
