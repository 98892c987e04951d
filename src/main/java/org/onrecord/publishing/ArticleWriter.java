package org.onrecord.publishing;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.onrecord.model.Article;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.mutation.input.ArticleFields;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.ArticleReference;
import org.onrecord.mutation.input.CorrectArticleInput;
import org.onrecord.mutation.input.UpdateArticleInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.GivenFields;
import org.onrecord.publishing.persistence.LookupCache;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.WriteContext;

import static org.onrecord.publishing.WritableColumn.optional;
import static org.onrecord.publishing.WritableColumn.required;

/** Creates, updates and corrects articles. */
final class ArticleWriter {

    private static final List<WritableColumn<Article, ArticleFields, ?>> COLUMNS = List.of(
            required(
                    "headline",
                    ArticleFields::headline,
                    article -> article.headline,
                    (article, headline) -> article.headline = headline),
            required(
                    "publisher",
                    ArticleFields::publisher,
                    article -> article.publisher,
                    (article, publisher) -> article.publisher = publisher),
            optional("byline", ArticleFields::byline, article -> article.byline, (article, by) -> article.byline = by),
            optional(
                    "section",
                    ArticleFields::section,
                    article -> article.section,
                    (article, section) -> article.section = section),
            required(
                    "datePublished",
                    ArticleFields::datePublished,
                    article -> article.datePublished,
                    (article, time) -> article.datePublished = unlessEqual(article.datePublished, time)),
            optional(
                    "dateModified",
                    ArticleFields::dateModified,
                    article -> article.dateModified,
                    (article, time) -> article.dateModified = unlessEqual(article.dateModified, time)),
            optional(
                    "abstract",
                    ArticleFields::abstract_,
                    article -> article.abstract_,
                    (article, text) -> article.abstract_ = text),
            optional("image", ArticleFields::image, article -> article.image, (article, url) -> article.image = url),
            optional(
                    "license",
                    ArticleFields::license,
                    article -> article.license,
                    (article, url) -> article.license = url));

    private final UnitOfWork unitOfWork;
    private final LookupCache lookup;
    private final ArticleLinkWriter links;
    private final AppearanceWriter appearances;

    ArticleWriter(WriteContext context) {
        this.unitOfWork = context.unitOfWork();
        this.lookup = context.lookup();
        this.links = new ArticleLinkWriter(context);
        this.appearances = new AppearanceWriter(context);
    }

    Article find(ArticleReference reference, FieldPath path) {
        Article article = reference.url() != null
                ? lookup.find(Article.class, "url", reference.url())
                : lookup.findById(Article.class, reference.id());
        if (article == null) {
            String key = reference.url() != null ? reference.url() : reference.id();
            throw path.error("refers to an unknown article: \"" + key + "\"");
        }
        return article;
    }

    /** Creates or updates an article with its links. */
    Article write(BatchEntry entry, FieldPath path) {
        WrittenArticle written = writeColumns(entry, path);
        writeIsBasedOn(written, path);
        if (written.hasNewBody()) {
            unitOfWork.flush();
        }
        writeLinks(written, path);
        return written.article;
    }

    /**
     * An article whose columns are written and whose links are not.
     *
     * @param given the input without what was read in the article
     * @param isRead whether the appearances of the input were read
     * @param oldBody null for a new article, or if the article had no body
     * @param hasNewBody whether the body of a stored article changes; then flush it before the appearances are written,
     *     because the database checks these against the body
     */
    record WrittenArticle(
            Article article,
            ArticleInput input,
            ArticleInput given,
            boolean isRead,
            String oldBody,
            boolean hasNewBody) {}

    /** Creates or updates an article without its links. */
    WrittenArticle writeColumns(BatchEntry entry, FieldPath path) {
        ArticleInput input = entry.input().article();
        Article stored = lookup.find(Article.class, "url", input.url());
        Article article = unitOfWork.register(stored == null ? new Article() : stored);
        String oldBody = article.body;
        article.url = input.url();
        article.inLanguage = input.inLanguage();
        article.body = input.body() == null ? article.body : input.body();
        assignColumns(article, input, GivenFields.withValue(path));
        unitOfWork.persist(article);
        lookup.put(article, "url", article.url);
        return new WrittenArticle(
                article,
                input,
                entry.given(),
                entry.isRead(),
                oldBody,
                stored != null && !Objects.equals(oldBody, article.body));
    }

    /** Writes the reference to another article, after that article was written. */
    void writeIsBasedOn(WrittenArticle written, FieldPath path) {
        assignIsBasedOn(written.article, written.input, GivenFields.withValue(path));
    }

    /** Writes the other links, after the nodes at their other ends were written. */
    void writeLinks(WrittenArticle written, FieldPath path) {
        Article article = written.article;
        links.assign(article, written.given, GivenFields.withValue(path));
        if (written.given.appearances() != null) {
            appearances.replace(article, written.oldBody, written.given.appearances(), path.field("appearances"));
        } else if (written.hasNewBody) {
            // What was read is read again. In a batch, Hibernate would update an appearance that is moved and then
            // deleted, with its old place, before it deletes it.
            List<QuoteAppearance> lost = appearances.reanchor(
                    article, written.oldBody, appearance -> !written.isRead || appearance.confidence == null);
            if (!lost.isEmpty()) {
                throw path.field("body")
                        .error(
                                "has no clear place for stored quotes: "
                                        + lost.stream()
                                                .map(appearance -> "\"" + appearance.exact + "\"")
                                                .collect(Collectors.joining(", "))
                                        + ". Give `appearances`, or use `correctArticle`",
                                Map.of("unmatched", words(lost)));
            }
        }
        if (written.isRead) {
            links.addRead(article, written.given, written.input, path);
            appearances.replaceRead(article, written.oldBody, written.input.appearances(), path.field("appearances"));
        }
    }

    void update(Article article, UpdateArticleInput input, GivenFields given) {
        assignColumns(article, input, given);
        assignIsBasedOn(article, input, given);
        links.assign(article, input, given);
    }

    private void assignColumns(Article article, ArticleFields fields, GivenFields given) {
        OffsetDateTime former = article.datePublished;
        COLUMNS.forEach(column -> column.assign(article, fields, given));
        requireValidDates(article, given.path());
        if (former != null && article.datePublished != former) {
            unitOfWork.changeDay(article, former);
        }
    }

    private static void requireValidDates(Article article, FieldPath path) {
        if (article.dateModified != null && article.dateModified.isBefore(article.datePublished)) {
            throw path.field("dateModified").error("must not be before `datePublished`");
        }
    }

    /** PostgreSQL returns an instant in another offset than it was written in. That is not a change. */
    private static OffsetDateTime unlessEqual(OffsetDateTime stored, OffsetDateTime given) {
        return stored != null && given != null && stored.isEqual(given) ? stored : given;
    }

    private void assignIsBasedOn(Article article, ArticleFields fields, GivenFields given) {
        given.set("isBasedOn", fields.isBasedOn(), reference -> {
            FieldPath path = given.path().field("isBasedOn");
            Article former = article.isBasedOn;
            article.isBasedOn = reference == null ? null : find(reference, path);
            if (article.isBasedOn == article) {
                throw path.error("must not be the article itself");
            } else if (article.isBasedOn != former) {
                unitOfWork
                        .acyclicReferences()
                        .add(
                                article,
                                other -> other.isBasedOn,
                                () -> path.error(
                                        "must not be based on the article, also not by way of other articles"));
            }
        });
    }

    private static List<String> words(List<QuoteAppearance> appearances) {
        return appearances.stream().map(appearance -> appearance.exact).toList();
    }

    /**
     * Replaces the body of an article and finds the quotes in it again.
     *
     * @return the words of the deleted appearances
     */
    List<String> correct(Article article, CorrectArticleInput input) {
        if (input.dateModified() != null) {
            article.dateModified = unlessEqual(article.dateModified, input.dateModified());
            requireValidDates(article, FieldPath.INPUT);
        }
        String oldBody = article.body;
        article.body = input.body();
        unitOfWork.flush();
        List<QuoteAppearance> lost = appearances.reanchor(article, oldBody, appearance -> true);
        List<String> words = words(lost);
        if (!lost.isEmpty() && !Boolean.TRUE.equals(input.dropUnmatched())) {
            throw FieldPath.INPUT
                    .field("body")
                    .error(
                            "has no clear place for " + words.size() + " stored quotes, which"
                                    + " `extensions.unmatched` lists. Change the text, set `dropUnmatched`, or send"
                                    + " the article with its `appearances` by `publishArticle`",
                            Map.of("unmatched", words));
        }
        lost.forEach(appearance -> unitOfWork.removePart(article, appearance));
        return words;
    }
}
