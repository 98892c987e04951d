package org.onrecord.publishing;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.onrecord.model.Article;
import org.onrecord.model.ArticleCoverage;
import org.onrecord.model.ArticleMention;
import org.onrecord.model.Event;
import org.onrecord.model.EventLink;
import org.onrecord.model.EventName;
import org.onrecord.model.EventParticipant;
import org.onrecord.model.Person;
import org.onrecord.model.PersonName;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.QuoteTopic;
import org.onrecord.model.RejectedQuote;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.publishing.ArticleWriter.WrittenArticle;
import org.onrecord.publishing.persistence.LookupCache;
import org.onrecord.publishing.persistence.NodeKey;
import org.onrecord.publishing.persistence.QuoteMatcher.QuoteKey;
import org.onrecord.publishing.persistence.WriteContext;

/** Writes a batch of entries. The number of statements does not depend on the number of entries. */
final class BatchWriter {

    private static final FieldPath ARTICLE = FieldPath.LINE.field("article");

    /** A quote without a date repeats the latest one before its article, so the quotes with dates come first. */
    private static final Comparator<BatchEntry> DATED_QUOTES_FIRST = Comparator.comparing(
            BatchWriter::article,
            Comparator.comparing((ArticleInput article) -> article.appearances() != null
                            && article.appearances().stream()
                                    .anyMatch(appearance -> appearance.quote().spokenAt() == null))
                    .thenComparing(article -> article.datePublished().toInstant()));

    private final WriteContext context;
    private final LookupCache lookup;
    private final List<BatchEntry> entries;
    private final InputKeys keys;

    BatchWriter(WriteContext context, List<BatchEntry> entries) {
        this.context = context;
        this.lookup = context.lookup();
        this.entries = entries;
        this.keys = InputKeys.ofAll(entries);
    }

    /**
     * Finds the entries that refer to nodes which are neither stored nor written by another resolved entry.
     *
     * @param inOrder whether a later entry about a node that an unresolved entry writes is unresolved too, because it
     *     is the newer one
     */
    Set<BatchEntry> findUnresolved(boolean inOrder) {
        loadNodes();
        Set<BatchEntry> unresolved = new HashSet<>();
        int before;
        do {
            before = unresolved.size();
            Set<NodeKey> written = new HashSet<>();
            entries.stream()
                    .filter(entry -> !unresolved.contains(entry))
                    .forEach(entry -> written.addAll(entry.keys().written()));
            Set<NodeKey> waiting = new HashSet<>();
            for (BatchEntry entry : entries) {
                InputKeys keys = entry.keys();
                if (unresolved.contains(entry)
                        || inOrder && keys.own().stream().anyMatch(waiting::contains)
                        || keys.referenced().stream()
                                .anyMatch(key -> !written.contains(key) && !lookup.contains(key))) {
                    unresolved.add(entry);
                    waiting.addAll(keys.written());
                }
            }
        } while (unresolved.size() > before); // Other entries can refer to the nodes of an unresolved entry.
        return unresolved;
    }

    /** Writes all nodes before the links between them, so that the order of the entries does not matter. */
    void write() {
        entries.forEach(entry -> NamedEntityInputs.requireConsistent(context, entry.keys()));
        loadNodes();
        loadParts();
        NamedEntityInputs.write(context, keys);
        writeArticles();
    }

    private void loadNodes() {
        lookup.load(keys.written());
        if (writesEvents()) {
            lookup.load(keys.referenced()); // A new link changes both events.
        } else {
            lookup.resolve(keys.referenced());
        }
    }

    private boolean writesEvents() {
        return keys.written().stream().anyMatch(key -> key.type() == Event.class);
    }

    private void loadParts() {
        lookup.loadParts(PersonName.class, "person", lookup.findAll(Person.class, keys.written()));
        List<Event> events = lookup.findAll(Event.class, keys.written());
        lookup.loadParts(EventName.class, "event", events);
        lookup.loadParts(EventParticipant.class, "event", events);
        if (writesEvents()) {
            Set<NodeKey> linked = new HashSet<>(keys.written());
            linked.addAll(keys.referenced());
            lookup.loadParts(EventLink.class, "viewedFrom", lookup.findAll(Event.class, linked));
        }
    }

    private void writeArticles() {
        List<Article> stored = lookup.findAll(Article.class, keys.written());
        lookup.loadParts(ArticleMention.class, "article", stored);
        lookup.loadParts(ArticleCoverage.class, "article", stored);
        lookup.loadParts(QuoteAppearance.class, "article", stored);
        lookup.loadParts(RejectedQuote.class, "article", stored);
        loadQuotes();
        ArticleWriter articles = new ArticleWriter(context);
        List<WrittenArticle> written = entries.stream()
                .filter(entry -> article(entry) != null)
                .sorted(DATED_QUOTES_FIRST)
                .map(entry -> articles.writeColumns(entry, ARTICLE))
                .toList();
        written.forEach(article -> articles.writeIsBasedOn(article, ARTICLE));
        if (written.stream().anyMatch(WrittenArticle::hasNewBody)) {
            context.unitOfWork().flush();
        }
        written.forEach(article -> articles.writeLinks(article, ARTICLE));
    }

    private void loadQuotes() {
        PersonWriter people = new PersonWriter(context);
        List<QuoteKey> quoteKeys = keys.quotes().stream()
                .map(quote -> new QuoteKey(
                        quote.input().text(),
                        quote.inLanguage(),
                        people.findStored(quote.input().speaker()),
                        quote.input().attributionText()))
                .toList();
        lookup.loadParts(QuoteTopic.class, "quote", context.quoteMatcher().load(quoteKeys));
    }

    private static ArticleInput article(BatchEntry entry) {
        return entry.input().article();
    }
}
