package org.onrecord.reading.html;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.json.JsonObject;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a page says of its article: JSON-LD first, then Open Graph, then HTML. All values can be null. */
final class PageMetadata {

    private final Document document;
    private final JsonObject article;

    private PageMetadata(Document document, JsonObject article) {
        this.document = document;
        this.article = article;
    }

    static PageMetadata of(Document document) {
        return new PageMetadata(document, JsonLdArticle.in(document));
    }

    String url() {
        return first(
                () -> attribute("link[rel=canonical]", "abs:href"),
                () -> property("og:url"),
                () -> JsonLdArticle.text(article, "url"),
                () -> JsonLdArticle.text(article, "mainEntityOfPage"));
    }

    String headline() {
        return first(
                () -> JsonLdArticle.text(article, "headline"),
                () -> property("og:title"),
                () -> text("h1"),
                document::title);
    }

    String body() {
        return JsonLdArticle.text(article, "articleBody");
    }

    String inLanguage() {
        String language = first(
                () -> JsonLdArticle.text(article, "inLanguage"),
                () -> attribute("html", "lang"),
                () -> property("og:locale"));
        return language == null ? null : language.replace('_', '-');
    }

    OffsetDateTime datePublished() {
        String text = first(
                () -> JsonLdArticle.text(article, "datePublished"),
                () -> property("article:published_time"),
                () -> attribute("time[datetime]", "datetime"));
        return text == null ? null : instant(text);
    }

    String publisher() {
        return first(() -> JsonLdArticle.names(article, "publisher"), () -> property("og:site_name"));
    }

    String byline() {
        return first(
                () -> JsonLdArticle.names(article, "author"),
                () -> attribute("meta[name=author]", "content"),
                () -> text("[rel=author]"));
    }

    private interface Source {
        String value();
    }

    private static String first(Source... sources) {
        return Stream.of(sources)
                .map(Source::value)
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private String property(String name) {
        return attribute("meta[property=" + name + "]", "content");
    }

    private String attribute(String selector, String name) {
        Element element = document.selectFirst(selector);
        return element == null ? null : element.attr(name);
    }

    private String text(String selector) {
        Element element = document.selectFirst(selector);
        return element == null ? null : element.text();
    }

    /** The instant of an ISO 8601 date or time; without an offset, in UTC. Null if the text is none. */
    private static OffsetDateTime instant(String text) {
        List<Function<String, OffsetDateTime>> formats = List.of(
                OffsetDateTime::parse,
                // Offsets without a colon are ISO 8601, too.
                value -> OffsetDateTime.parse(value.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2")),
                value -> LocalDateTime.parse(value.replace(' ', 'T')).atOffset(ZoneOffset.UTC),
                value -> LocalDate.parse(value).atStartOfDay().atOffset(ZoneOffset.UTC));
        for (Function<String, OffsetDateTime> format : formats) {
            try {
                return format.apply(text);
            } catch (DateTimeParseException e) {
                // The next format may fit.
            }
        }
        return null;
    }
}
