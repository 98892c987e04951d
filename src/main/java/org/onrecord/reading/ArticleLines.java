package org.onrecord.reading;

import java.io.StringReader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;

/**
 * Answers lines of NDJSON. An article {@code {id, headline, body, inLanguage, datePublished, publisher, byline}} is
 * answered by {@code {id, quotes}}, any other line by {@code {line, error}}.
 */
final class ArticleLines {

    private static final String LINE = "line";

    private final Reader reader = new Reader();
    private final JsonProvider json = JsonProvider.provider();
    private final JsonReaderFactory readers = json.createReaderFactory(null);

    /**
     * @param number the number of the line, from 1
     * @return the answer, without a line break; {@link #isFailure} tells whether the line was an article
     */
    String answer(String line, long number) {
        JsonObject article;
        SourceText source;
        try {
            article = readers.createReader(new StringReader(line)).readObject();
            if (!(article.get("body") instanceof JsonString)) {
                throw new JsonException("it has no text `body`");
            }
            source = new SourceText(
                    article.getString("headline", null),
                    article.getString("body"),
                    article.getString("inLanguage", null),
                    date(article.getString("datePublished", null)),
                    article.getString("publisher", null),
                    article.getString("byline", null));
        } catch (JsonException | DateTimeParseException e) {
            String error = "not an article {id, headline, body}: " + e.getMessage();
            System.err.println("line " + number + ": " + error);
            return json.createObjectBuilder()
                    .add(LINE, number)
                    .add("error", error)
                    .build()
                    .toString();
        }
        JsonArrayBuilder quotes = json.createArrayBuilder();
        reader.read(source).quotes().forEach(quote -> quotes.add(quote(quote)));
        JsonObjectBuilder answer = json.createObjectBuilder();
        if (article.containsKey("id")) {
            answer.add("id", article.get("id"));
        }
        return answer.add("quotes", quotes).build().toString();
    }

    static boolean isFailure(String answer) {
        return answer.startsWith("{\"" + LINE + "\":");
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
