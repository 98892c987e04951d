package org.onrecord.reading;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;
import org.onrecord.reading.ArticleText.Span;

/** An article with the quotes that a person found in it, see {@code src/test/resources/reading/README.md}. */
record AnnotatedArticle(String id, SourceText source, List<AnnotatedQuote> quotes, List<Span> dontCare) {

    static AnnotatedArticle of(JsonNode article) {
        String language = text(article, "inLanguage");
        SourceText source = new SourceText(
                text(article, "headline"),
                text(article, "body"),
                language == null ? "en" : language,
                date(article, "datePublished"),
                text(article, "publisher"),
                text(article, "byline"));
        List<AnnotatedQuote> quotes = StreamSupport.stream(article.path("items").spliterator(), false)
                .map(AnnotatedQuote::of)
                .toList();
        return new AnnotatedArticle(text(article, "id"), source, quotes, spans(article, "dontCare"));
    }

    private static List<Span> spans(JsonNode parent, String name) {
        return StreamSupport.stream(parent.path(name).spliterator(), false)
                .map(span -> new Span(span.get(0).asInt(), span.get(1).asInt()))
                .toList();
    }

    private static Set<String> texts(JsonNode parent, String name) {
        return StreamSupport.stream(parent.path(name).spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String text(JsonNode parent, String name) {
        return parent.hasNonNull(name) ? parent.get(name).asText() : null;
    }

    private static LocalDate date(JsonNode parent, String name) {
        return parent.hasNonNull(name) ? LocalDate.parse(text(parent, name)) : null;
    }

    /**
     * @param isSpeech whether the cue reports speech; a quote without that is neither right nor wrong
     * @param source the places of the speaker as printed
     * @param head the most important word of the source
     * @param names the names in the source as printed
     * @param resolved the names of the speaker, empty if the article does not name the speaker
     * @param speechAct null if the article is not annotated with speech acts and dates
     */
    record AnnotatedQuote(
            Span span,
            QuoteType type,
            boolean isSpeech,
            String cue,
            List<Span> source,
            String sourceText,
            String head,
            Set<String> names,
            Set<String> resolved,
            SpeechAct speechAct,
            LocalDate spokenAt) {

        static AnnotatedQuote of(JsonNode item) {
            String speechAct = text(item, "speechAct");
            return new AnnotatedQuote(
                    new Span(item.get("start").asInt(), item.get("end").asInt()),
                    QuoteType.valueOf(text(item, "type")),
                    text(item, "class").equals("REPORT"),
                    text(item, "cue"),
                    spans(item, "source"),
                    text(item, "sourceText"),
                    text(item, "head"),
                    texts(item, "names"),
                    texts(item, "resolved"),
                    speechAct == null ? null : SpeechAct.valueOf(speechAct),
                    date(item, "spokenAt"));
        }
    }
}
