package org.onrecord.publishing.persistence;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;

import jakarta.persistence.EntityManager;

import org.hibernate.Session;

import org.onrecord.model.Person;
import org.onrecord.model.Quote;

/**
 * Finds the stored quotes with the same source, language and words. The database normalizes the words and compares
 * their hashes, the column {@code statement}. A single look-up runs one statement. A batch loads all quotes in advance.
 */
public final class QuoteMatcher {

    private final EntityManager entityManager;
    private final Map<Statement, UUID> hashes = new HashMap<>();
    private final Map<HashKey, Set<Quote>> quotes = new HashMap<>();

    /**
     * What the quotes of one statement have in common: the source, the language and the words. They differ in their
     * dates, occasions or senses.
     *
     * @param speaker null if the source is not a known person; then the attribution text is the source
     */
    public record QuoteKey(String text, String inLanguage, Person speaker, String attributionText) {

        private Object source() {
            return speaker == null ? attributionText : speaker.id;
        }

        private Statement statement() {
            return new Statement(text, inLanguage);
        }
    }

    private record Statement(String text, String inLanguage) {}

    /** @param source the id of a person or an attribution text */
    private record HashKey(Object source, UUID hash) {}

    QuoteMatcher(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** Returns the quotes of a statement. */
    public List<Quote> find(QuoteKey key) {
        UUID hash = hashes.get(key.statement());
        if (hash != null) {
            return List.copyOf(quotes.getOrDefault(new HashKey(key.source(), hash), Set.of()));
        }
        // The parameters have types of their own: a null has none, and hides the function. {q.*} stands for the mapped
        // columns. With "SELECT *", a prepared statement would fail after a migration that adds a column.
        return entityManager
                .unwrap(Session.class)
                .createNativeQuery(
                        "SELECT {q.*} FROM quote q WHERE statement = statement_hash(CAST(:text AS text),"
                                + " CAST(:inLanguage AS text)) AND "
                                + (key.speaker() == null
                                        ? "speaker_id IS NULL AND attribution_text = :source"
                                        : "speaker_id = :source"),
                        Quote.class,
                        "q")
                .setParameter("text", key.text())
                .setParameter("inLanguage", key.inLanguage())
                .setParameter("source", key.source())
                .getResultList();
    }

    /** Lets a key of a batch find a quote that this transaction writes. */
    public void put(QuoteKey key, Quote quote) {
        UUID hash = hashes.get(key.statement());
        if (hash != null) {
            quotes.computeIfAbsent(new HashKey(key.source(), hash), other -> new LinkedHashSet<>())
                    .add(quote);
        }
    }

    /** Loads the quotes of a batch. Returns the stored ones. */
    public Collection<Quote> load(Collection<QuoteKey> keys) {
        List<Statement> statements =
                keys.stream().map(QuoteKey::statement).distinct().toList();
        List<?> found = entityManager
                .createNativeQuery("SELECT statement_hash(text, in_language) FROM unnest(CAST(:texts AS text[]),"
                        + " CAST(:languages AS text[])) WITH ORDINALITY AS given (text, in_language, number)"
                        + " ORDER BY number")
                .setParameter("texts", statements.stream().map(Statement::text).toArray(String[]::new))
                .setParameter(
                        "languages",
                        statements.stream().map(Statement::inLanguage).toArray(String[]::new))
                .getResultList();
        for (int i = 0; i < statements.size(); i++) {
            hashes.put(statements.get(i), (UUID) found.get(i));
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
        return quotes.values().stream().flatMap(Set::stream).toList();
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
                        keys.stream().map(key -> hashes.get(key.statement())).toArray(UUID[]::new))
                .getResultList();
        Map<Long, HashKey> byId = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            byId.put((Long) columns[0], new HashKey(columns[1], (UUID) columns[2]));
        }
        Quote.<Quote>list("id in ?1 order by id", byId.keySet())
                .forEach(quote -> quotes.computeIfAbsent(byId.get(quote.id), key -> new LinkedHashSet<>())
                        .add(quote));
    }
}
