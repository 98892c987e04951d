package org.onrecord.reading.linking;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.database.ReadConnections;
import org.onrecord.database.ReadTarget;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.reading.NamedMention;
import org.onrecord.reading.ReadQuote;
import org.onrecord.reading.Reader;
import org.onrecord.reading.Reading;
import org.onrecord.reading.SourceText;
import org.onrecord.reading.linking.RejectedQuotes.Selector;

/**
 * Reads raw articles: finds quotes, and links speakers, mentions and events to the graph by one SQL statement. The same
 * article and the same graph give the same draft.
 */
@Singleton
public class ArticleReader {

    private static final String DEFAULT_LANGUAGE = "en";

    private final Reader reader = new Reader();
    private final ReadConnections connections;

    ArticleReader(ReadConnections connections) {
        this.connections = connections;
    }

    /**
     * Reads an article and writes nothing.
     *
     * @param input a valid input
     * @param token the token of the changes that the read must see, or null
     */
    public ArticleDraft read(ReadInput input, ReadTarget target, ConsistencyToken token) {
        return read(input, target, token, UnaryOperator.identity());
    }

    private ArticleDraft read(
            ReadInput input, ReadTarget target, ConsistencyToken token, UnaryOperator<GraphLinks> change) {
        String inLanguage = input.inLanguage() == null ? DEFAULT_LANGUAGE : input.inLanguage();
        Reading reading = reader.read(new SourceText(
                input.headline(),
                input.body(),
                inLanguage,
                day(input.datePublished()),
                input.publisher(),
                input.byline()));
        Set<String> names = names(reading);
        String text = input.headline() == null ? input.body() : input.headline() + "\n" + input.body();
        GraphLinks graph =
                connections.read(target, token, connection -> GraphLinks.read(connection, names, text, input.url()));
        return new Drafting(input, inLanguage, reading, names, change.apply(graph)).draft();
    }

    /**
     * Adds the people, events and quotes that are read in an article to its input, where it has no such list. An
     * article that has appearances, or no body, is not read. The rejected quotes of the input replace the stored ones.
     *
     * @return the same input if the article is not read
     */
    public ArticleInput complete(ArticleInput article) {
        if (article.appearances() != null
                || article.body() == null
                || article.body().isBlank()) {
            return article;
        }
        ArticleDraft draft = read(
                new ReadInput(
                        article.url(),
                        article.headline(),
                        article.body(),
                        article.inLanguage(),
                        article.datePublished(),
                        article.publisher(),
                        article.byline()),
                ReadTarget.PRIMARY_WRITE_POOL,
                null,
                graph -> article.rejectedQuotes() == null ? graph : graph.withRejected(rejected(article)));
        DraftInputs inputs = new DraftInputs(draft, article.mentions());
        return article.with(
                article.mentions() == null ? inputs.mentions() : article.mentions(),
                article.coverage() == null ? inputs.coverage() : article.coverage(),
                inputs.appearances());
    }

    private static RejectedQuotes rejected(ArticleInput article) {
        return new RejectedQuotes(article.rejectedQuotes().stream()
                .map(quote -> new Selector(quote.exact(), quote.prefix(), quote.suffix()))
                .toList());
    }

    private static LocalDate day(OffsetDateTime instant) {
        return instant == null ? null : instant.toLocalDate();
    }

    /** The names of people in an article, in the order of their first mentions. */
    private static Set<String> names(Reading reading) {
        Set<String> names = new LinkedHashSet<>();
        reading.mentions().stream().map(NamedMention::name).forEach(names::add);
        reading.quotes().stream()
                .map(ReadQuote::speaker)
                .filter(speaker -> speaker != null && speaker.isPerson() && speaker.name() != null)
                .forEach(speaker -> names.add(speaker.name()));
        return names;
    }
}
