package org.onrecord.pages.view;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.onrecord.pages.text.MarkedText;

/** Prepares the page that reads a text: a form, and the text with the quotes that the service finds in it. */
public final class ReadView {

    /** The fields of the form: those of {@code PublishArticleInput}, and the button. */
    public static final Set<String> FIELDS =
            Set.of("body", "headline", "datePublished", "inLanguage", "url", "publisher", "action");

    /** The languages that the service reads. */
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "ru");

    /** Code points before a quote that can contain its cue. */
    private static final int BEFORE = 64;

    private ReadView() {}

    /**
     * The form alone.
     *
     * @param language of the page
     */
    public static Map<String, Object> form(String language) {
        Map<String, Object> view = new LinkedHashMap<>();
        FIELDS.forEach(field -> view.put(field, ""));
        view.put("inLanguage", language);
        view.put("languages", LANGUAGES);
        view.put("draft", null);
        return view;
    }

    /**
     * The text with its quotes, and the form with the text.
     *
     * @param fields of the form
     * @param draft the answer of {@code read}
     */
    public static Map<String, Object> of(Map<String, String> fields, PageData draft) {
        List<PageData> mentions = draft.objects("mentions");
        List<PageData> appearances = draft.objects("appearances");
        int[] codePoints = draft.text("body").codePoints().toArray();
        Map<String, String> names = names(mentions, appearances);
        List<PageData> people = mentions.stream().map(ReadView::person).toList();
        for (int i = 0; i < mentions.size(); i++) {
            prepare(people.get(i), mentions.get(i), names);
        }
        for (int i = 0; i < appearances.size(); i++) {
            PageData appearance = appearances.get(i);
            PageData quote = appearance.object("quote");
            if (quote.has("speaker")) {
                prepare(quote.object("speaker"), appearance, names);
            }
            prepare(quote, appearance, codePoints, "quote-" + (i + 1));
        }
        draft.with("people", people.stream().map(PageData::fields).toList())
                .with(
                        "passages",
                        List.of(MarkedText.paragraphs(draft.text("body"), 0, ArticleView.marks(appearances))));
        Map<String, Object> view = form("");
        view.putAll(fields);
        view.put("draft", draft.fields());
        return view;
    }

    /** The person of a mention, who may be a new one. */
    private static PageData person(PageData mention) {
        PageData reference = mention.object("person");
        return reference.has("person") ? reference.object("person") : reference;
    }

    /** The names of people by their slugs. */
    private static Map<String, String> names(List<PageData> mentions, List<PageData> appearances) {
        Map<String, String> names = new HashMap<>();
        Stream<PageData> candidates = Stream.concat(mentions.stream(), appearances.stream())
                .flatMap(linked -> linked.object("reason").objects("candidates").stream());
        Stream<PageData> newPeople = mentions.stream().map(ReadView::person).filter(person -> person.has("name"));
        Stream.concat(candidates, newPeople).forEach(person -> names.put(person.text("slug"), person.text("name")));
        return names;
    }

    /**
     * Adds the name of a person, and whether the graph has the person.
     *
     * @param linked the mention or appearance whose reason links the person
     */
    private static void prepare(PageData person, PageData linked, Map<String, String> names) {
        person.with("name", names.get(person.text("slug")))
                .with("isKnown", linked.object("reason").has("link"));
    }

    /** Adds what templates read of a quote of the graph. */
    private static void prepare(PageData quote, PageData appearance, int[] body, String item) {
        int start = appearance.number("start");
        int before = Math.min(BEFORE, start);
        Map<String, Object> printed =
                Map.of("exact", appearance.text("exact"), "prefix", new String(body, start - before, before));
        addPercent(quote)
                .with("anchor", null)
                .with("item", item)
                .with("link", "#" + item)
                .with("appearances", Map.of("nodes", List.of(printed)));
    }

    /** Adds the confidence as a percentage. */
    static PageData addPercent(PageData quote) {
        double confidence = ((Number) quote.fields().get("confidence")).doubleValue();
        return quote.with("percent", Math.round(confidence * 100));
    }
}
