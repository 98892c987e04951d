package org.onrecord.publishing;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;

import jakarta.persistence.EntityManager;

import org.onrecord.model.Person;
import org.onrecord.model.Quote;

/**
 * Finds the quote that says the same. The database knows which words are the same, so it is asked: for each text when that
 * comes up, or where much is written at once for all of it in advance.
 */
final class Statements {

    private final EntityManager entityManager;
    private final Map<String, UUID> statements = new HashMap<>();
    private final Map<Key, Quote> quotes = new HashMap<>();

    /** Who said a text: a person or, where that is null, a source as printed. */
    record Said(String text, Person speaker, String attributionText) {

        Object source() {
            return speaker == null ? attributionText : speaker.id;
        }
    }

    /** @param source the id of a person, or a source as printed */
    private record Key(Object source, UUID statement) {}

    Statements(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** Null where nobody on record said so. */
    Quote find(Said said) {
        UUID statement = statements.get(said.text());
        if (statement != null) {
            return quotes.get(new Key(said.source(), statement));
        }
        // By an index; all that is unsaved is written first.
        List<?> quote = entityManager
                .createNativeQuery(
                        "SELECT * FROM quote WHERE statement = md5(statement_words(:text))::text::uuid AND "
                                + (said.speaker() == null
                                        ? "speaker_id IS NULL AND attribution_text = :source"
                                        : "speaker_id = :source"),
                        Quote.class)
                .setParameter("text", said.text())
                .setParameter("source", said.source())
                .getResultList();
        return quote.isEmpty() ? null : (Quote) quote.get(0);
    }

    /** From now on it is found. */
    void put(Said said, Quote quote) {
        UUID statement = statements.get(said.text());
        if (statement != null) {
            quotes.put(new Key(said.source(), statement), quote);
        }
    }

    /** Looks all of them up; returns those that are there. */
    Collection<Quote> lookUp(Collection<Said> all) {
        String[] texts = all.stream().map(Said::text).distinct().toArray(String[]::new);
        List<?> found = entityManager
                .createNativeQuery("SELECT CAST(md5(statement_words(text)) AS uuid) FROM unnest(CAST(:texts AS text[]))"
                        + " WITH ORDINALITY AS given (text, number) ORDER BY number")
                .setParameter("texts", texts)
                .getResultList();
        for (int i = 0; i < texts.length; i++) {
            statements.put(texts[i], (UUID) found.get(i));
        }
        lookUp(
                "q.speaker_id = given.source",
                "bigint",
                all.stream().filter(said -> said.speaker() != null).toList(),
                Long[]::new);
        lookUp(
                "q.speaker_id IS NULL AND q.attribution_text = given.source",
                "text",
                all.stream().filter(said -> said.speaker() == null).toList(),
                String[]::new);
        return quotes.values();
    }

    private void lookUp(String hasSource, String type, List<Said> all, IntFunction<Object[]> array) {
        if (all.isEmpty()) {
            return;
        }
        List<?> rows = entityManager
                .createNativeQuery(
                        "SELECT DISTINCT q.id, given.source, given.statement FROM unnest(CAST(:sources AS " + type
                                + "[]), CAST(:statements AS uuid[])) AS given (source, statement) JOIN quote q ON "
                                + hasSource + " AND q.statement = given.statement",
                        Object[].class)
                .setParameter("sources", all.stream().map(Said::source).toArray(array))
                .setParameter(
                        "statements",
                        all.stream().map(said -> statements.get(said.text())).toArray(UUID[]::new))
                .getResultList();
        Map<Long, Key> byId = new HashMap<>();
        for (Object row : rows) {
            Object[] found = (Object[]) row;
            byId.put((Long) found[0], new Key(found[1], (UUID) found[2]));
        }
        Quote.<Quote>list("id in ?1", byId.keySet()).forEach(quote -> quotes.put(byId.get(quote.id), quote));
    }
}
