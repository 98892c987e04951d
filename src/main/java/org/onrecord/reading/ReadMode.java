package org.onrecord.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;

/**
 * Reads articles as NDJSON, {@code {id, headline, body, inLanguage, datePublished, publisher, byline}} a line, and
 * writes {@code {id, quotes}} for each. It holds one article at a time. It needs no database.
 */
public final class ReadMode {

    /** Returns to the start of the line and erases it (ECMA-48). */
    private static final String ERASE_LINE = "\r\u001B[K";

    private static final long SHOW_EVERY = 200_000_000;

    private final Reader reader = new Reader();
    private final JsonProvider json = JsonProvider.provider();
    private final JsonReaderFactory readers = json.createReaderFactory(null);

    /**
     * @param progress gets the number of articles from time to time, or null
     * @return the exit status: 0 if all lines were read, 1 if a line was no article, 2 if the input broke off
     */
    public int run(InputStream input, PrintStream output, PrintStream progress) {
        long lines = 0;
        long failed = 0;
        long shown = System.nanoTime();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
                Writer out = new OutputStreamWriter(output, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines++;
                if (!line.isBlank() && !answer(line, lines, out)) {
                    failed++;
                }
                if (progress != null && System.nanoTime() - shown > SHOW_EVERY) {
                    progress.print(ERASE_LINE + lines + " articles");
                    progress.flush();
                    shown = System.nanoTime();
                }
                if (!in.ready()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            System.err.println("Cannot read the articles: " + e.getMessage());
            return 2;
        }
        if (progress != null) {
            progress.println(ERASE_LINE + lines + " articles, " + failed + " failed");
        }
        return failed > 0 ? 1 : 0;
    }

    private boolean answer(String line, long number, Writer out) throws IOException {
        JsonObject article;
        SourceText source;
        try {
            article = readers.createReader(new StringReader(line)).readObject();
            source = new SourceText(
                    article.getString("headline", null),
                    article.getString("body"),
                    article.getString("inLanguage", null),
                    date(article.getString("datePublished", null)),
                    article.getString("publisher", null),
                    article.getString("byline", null));
        } catch (JsonException | NullPointerException | ClassCastException | DateTimeParseException e) {
            System.err.println("line " + number + ": not an article {id, headline, body}: " + e.getMessage());
            return false;
        }
        JsonArrayBuilder quotes = json.createArrayBuilder();
        reader.read(source).quotes().forEach(quote -> quotes.add(quote(quote)));
        JsonObjectBuilder answer = json.createObjectBuilder();
        if (article.containsKey("id")) {
            answer.add("id", article.get("id"));
        }
        out.write(answer.add("quotes", quotes).build().toString());
        out.write('\n');
        return true;
    }

    /** The day of a date, or of an instant. */
    private static LocalDate date(String text) {
        return text == null ? null : LocalDate.parse(text.substring(0, Math.min(10, text.length())));
    }

    private JsonObjectBuilder quote(ReadQuote quote) {
        JsonObjectBuilder object = json.createObjectBuilder()
                .add("start", quote.start())
                .add("end", quote.end())
                .add("type", quote.type().name());
        addText(object, "cue", quote.cue());
        if (quote.speaker() == null) {
            object.addNull("speaker");
        } else {
            JsonObjectBuilder speaker = json.createObjectBuilder()
                    .add("text", quote.speaker().text())
                    .add("start", quote.speaker().start())
                    .add("end", quote.speaker().end());
            addText(speaker, "name", quote.speaker().name());
            object.add("speaker", speaker);
        }
        object.add("speechAct", quote.speechAct().name());
        addText(
                object,
                "spokenAt",
                quote.spokenAt() == null ? null : quote.spokenAt().date().toString());
        return object.add("confidence", quote.confidence());
    }

    private static void addText(JsonObjectBuilder object, String name, String text) {
        if (text == null) {
            object.addNull(name);
        } else {
            object.add(name, text);
        }
    }
}
