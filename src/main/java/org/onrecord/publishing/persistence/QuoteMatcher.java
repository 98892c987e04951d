package org.onrecord.publishing.persistence;

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
 * Finds the stored quote with the same source and the same words. The database normalizes the words and compares their
 * hashes, the column {@code statement}. A single look-up runs one statement. A batch loads all quotes in advance.
 */
public final class QuoteMatcher {

    private final EntityManager entityManager;
    private final Map<String, UUID> wordHashes = new HashMap<>();
    private final Map<HashKey, Quote> quotes = new HashMap<>();

    /**
     * The identity of a quote: its source and its words.
     *
     * @param speaker null if the source is not a known person; then the attribution text is the source
     */
    public record QuoteKey(String text, Person speaker, String attributionText) {

        private Object source() {
            return speaker == null ? attributionText : speaker.id;
        }
    }

    /** @param source the id of a person or an attribution text */
    private record HashKey(Object source, UUID wordHash) {}

    QuoteMatcher(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** Returns null if there is no such quote. */
    public Quote find(QuoteKey key) {
        UUID wordHash = wordHashes.get(key.text());
        if (wordHash != null) {
            return quotes.get(new HashKey(key.source(), wordHash));
        }
        List<?> found = entityManager
                .createNativeQuery(
                        "SELECT * FROM quote WHERE statement = md5(statement_words(:text))::text::uuid AND "
                                + (key.speaker() == null
                                        ? "speaker_id IS NULL AND attribution_text = :source"
                                        : "speaker_id = :source"),
                        Quote.class)
                .setParameter("text", key.text())
                .setParameter("source", key.source())
                .getResultList();
        return found.isEmpty() ? null : (Quote) found.get(0);
    }

    /** Lets a key of a batch find a quote that this transaction writes. */
    public void put(QuoteKey key, Quote quote) {
        UUID wordHash = wordHashes.get(key.text());
        if (wordHash != null) {
            quotes.put(new HashKey(key.source(), wordHash), quote);
        }
    }

    /** Loads the quotes of a batch. Returns the stored ones. */
    public Collection<Quote> load(Collection<QuoteKey> keys) {
        String[] texts = keys.stream().map(QuoteKey::text).distinct().toArray(String[]::new);
        List<?> hashes = entityManager
                .createNativeQuery("SELECT CAST(md5(statement_words(text)) AS uuid) FROM unnest(CAST(:texts AS text[]))"
                        + " WITH ORDINALITY AS given (text, number) ORDER BY number")
                .setParameter("texts", texts)
                .getResultList();
        for (int i = 0; i < texts.length; i++) {
            wordHashes.put(texts[i], (UUID) hashes.get(i));
        }
        load(
                "q.speaker_id = given.source",
                "bigint",
                keys.stream().filter(key -> key.speaker() != null).toList(),
                Long[]::new);
        load(
                "q.speaker_id IS NULL AND q.attribution_text = given.source",
                "text",
                keys.stream().filter(key -> key.speaker() == null).toList(),
                String[]::new);
        return quotes.values();
    }

    private void load(String sourceCondition, String sourceType, List<QuoteKey> keys, IntFunction<Object[]> array) {
        if (keys.isEmpty()) {
            return;
        }
        List<?> rows = entityManager
                .createNativeQuery(
                        "SELECT DISTINCT q.id, given.source, given.statement FROM unnest(CAST(:sources AS " + sourceType
                                + "[]), CAST(:statements AS uuid[])) AS given (source, statement) JOIN quote q ON "
                                + sourceCondition + " AND q.statement = given.statement",
                        Object[].class)
                .setParameter("sources", keys.stream().map(QuoteKey::source).toArray(array))
                .setParameter(
                        "statements",
                        keys.stream().map(key -> wordHashes.get(key.text())).toArray(UUID[]::new))
                .getResultList();
        Map<Long, HashKey> byId = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            byId.put((Long) columns[0], new HashKey(columns[1], (UUID) columns[2]));
        }
        Quote.<Quote>list("id in ?1", byId.keySet()).forEach(quote -> quotes.put(byId.get(quote.id), quote));
    }
}
