package org.onrecord.syndication;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.onrecord.pages.view.PageData;
import org.onrecord.pages.view.Statements;

/** A row of a CSV file: a statement, an article, an event or a person. All files have the same columns. */
final class CsvRow {

    private enum Column {
        TYPE,
        ID,
        URL,
        TEXT,
        LANGUAGE,
        DATE,
        DATE_PRECISION,
        SPEAKER,
        SPEAKER_URL,
        ATTRIBUTION,
        SPEECH_ACT,
        QUOTE_TYPE,
        OCCASION,
        OCCASION_URL,
        TOPICS,
        APPEARANCES,
        PUBLISHER,
        HEADLINE,
        ARTICLE_URL,
        ARTICLE_DATE,
        EVENT_TYPE,
        LOCATION,
        DESCRIPTION
    }

    private final String base;
    private final Map<Column, String> cells = new EnumMap<>(Column.class);

    private CsvRow(String base) {
        this.base = base;
    }

    static List<String> header() {
        return Stream.of(Column.values())
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** @param base URL of the service */
    static List<String> of(PageData node, String base) {
        CsvRow row = new CsvRow(base);
        String type = node.text("__typename");
        row.set(Column.TYPE, type.toUpperCase(Locale.ROOT));
        row.set(Column.ID, node.text("id"));
        row.set(Column.URL, base + node.text("resourcePath"));
        row.set(Column.TEXT, type.equals("Quote") ? Statements.words(node) : node.text("label"));
        switch (type) {
            case "Quote" -> row.setQuote(node);
            case "Article" -> row.setArticle(node);
            case "Event" -> row.setEvent(node);
            default -> row.set(Column.DESCRIPTION, node.text("description"));
        }
        return row.toList();
    }

    /** The last row of a file that does not have all rows. */
    static List<String> more(String next, int rows) {
        CsvRow row = new CsvRow(null);
        row.set(Column.TYPE, "MORE");
        row.set(Column.URL, next);
        row.set(Column.TEXT, "This file has " + rows + " rows, and there are more. The next file is at this URL.");
        return row.toList();
    }

    private void setQuote(PageData quote) {
        set(Column.LANGUAGE, quote.text("quoteLanguage"));
        set(Column.DATE, quote.text("spokenAt"));
        set(Column.DATE_PRECISION, quote.text("spokenAtPrecision"));
        setLinked(quote, "speaker", "/people/", Column.SPEAKER, Column.SPEAKER_URL);
        set(Column.ATTRIBUTION, quote.text("attributionText"));
        set(Column.SPEECH_ACT, quote.text("speechAct"));
        set(Column.QUOTE_TYPE, quote.text("quoteType"));
        setLinked(quote, "occasion", "/events/", Column.OCCASION, Column.OCCASION_URL);
        set(
                Column.TOPICS,
                quote.nodes("topics").stream()
                        .map(topic -> topic.object("event").text("name"))
                        .collect(Collectors.joining(" | ")));
        set(Column.APPEARANCES, String.valueOf(quote.object("appearances").number("totalCount")));
        quote.nodes("appearances").stream().findFirst().ifPresent(appearance -> {
            PageData article = appearance.object("article");
            setPublication(article, article.text("headline"));
        });
    }

    private void setLinked(PageData node, String field, String path, Column name, Column url) {
        if (node.has(field)) {
            set(name, node.object(field).text("name"));
            set(url, base + path + node.object(field).text("slug"));
        }
    }

    private void setArticle(PageData article) {
        set(Column.LANGUAGE, article.text("articleLanguage"));
        set(Column.DATE, article.text("datePublished"));
        setPublication(article, article.text("label"));
    }

    private void setPublication(PageData article, String headline) {
        set(Column.PUBLISHER, article.text("publisher"));
        set(Column.HEADLINE, headline);
        set(Column.ARTICLE_URL, article.text("url"));
        set(Column.ARTICLE_DATE, article.text("datePublished"));
    }

    private void setEvent(PageData event) {
        set(Column.LANGUAGE, event.text("eventLanguage"));
        set(Column.DATE, event.text("startDate"));
        set(Column.EVENT_TYPE, event.text("eventType"));
        set(Column.LOCATION, event.text("location"));
        set(Column.DESCRIPTION, event.text("eventDescription"));
    }

    private void set(Column column, String value) {
        cells.put(column, value);
    }

    private List<String> toList() {
        return Stream.of(Column.values()).map(cells::get).collect(Collectors.toList());
    }
}
