package org.onrecord.publishing;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.model.Article;
import org.onrecord.model.ArticleCoverage;
import org.onrecord.model.ArticleMention;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.ArticleInput.ArticleMentionInput;
import org.onrecord.mutation.input.ArticleReference;
import org.onrecord.mutation.input.CorrectArticleInput;
import org.onrecord.mutation.input.EventReference;
import org.onrecord.mutation.input.UpdateArticleInput;
import org.onrecord.traversal.graph.GlobalId;

/** Finds and writes articles. */
final class Articles {

    private final Changes changes;
    private final People people;
    private final Events events;
    private final Appearances appearances;
    private final Known known;

    Articles(Changes changes, People people, Events events, Appearances appearances, Known known) {
        this.known = known;
        this.changes = changes;
        this.people = people;
        this.events = events;
        this.appearances = appearances;
    }

    Article find(ArticleReference reference, String path) {
        GlobalId id = reference.id() == null ? null : GlobalId.parse(reference.id());
        Article article = reference.url() != null
                ? byUrl(reference.url())
                : id != null && id.type().equals("Article") ? Article.<Article>findById(id.key()) : null;
        if (article == null) {
            throw BadField.at(
                    path,
                    "names no article: \"" + Given.or(reference.url(), reference.id()) + "\" is not in the graph");
        }
        return article;
    }

    private Article byUrl(String url) {
        return known.node(Article.class, "url", url);
    }

    /** The article at the URL, created or updated, with all that belongs to it. */
    Article write(ArticleInput input, String path) {
        Described described = describe(input, path);
        isBasedOn(described.article, input, path);
        if (described.hasNewBody()) {
            changes.write();
        }
        connect(described, input, path);
        return described.article;
    }

    /**
     * An article alone.
     *
     * @param hasNewBody whether its text is another than the graph has: that has to be in the database before what stands
     *     in it, which is looked at when it is written
     */
    record Described(Article article, boolean hasNewBody) {}

    /** The article at the URL, created or updated, alone. */
    Described describe(ArticleInput input, String path) {
        Article before = byUrl(input.url());
        Article article = changes.node(before == null ? new Article() : before);
        String oldBody = article.body;
        article.url = input.url();
        article.headline = input.headline();
        article.publisher = input.publisher();
        article.byline = Given.or(input.byline(), article.byline);
        article.datePublished = sameInstant(article.datePublished, input.datePublished());
        article.dateModified = sameInstant(article.dateModified, input.dateModified());
        requireOrder(article, path);
        article.inLanguage = input.inLanguage();
        article.abstract_ = Given.or(input.abstract_(), article.abstract_);
        article.body = Given.or(input.body(), article.body);
        changes.write(article);
        known.put(article, "url", article.url);
        return new Described(article, before != null && !Objects.equals(oldBody, article.body));
    }

    /** Which article it repeats, as far as the input says so. */
    void isBasedOn(Article article, ArticleInput input, String path) {
        if (input.isBasedOn() != null) {
            isBasedOn(article, input.isBasedOn(), path);
        }
    }

    /** What belongs to an article. */
    void connect(Described described, ArticleInput input, String path) {
        Article article = described.article;
        if (input.mentions() != null) {
            mentions(article, input.mentions(), path + ".mentions");
        }
        if (input.coverage() != null) {
            coverage(article, input.coverage(), path + ".coverage");
        }
        if (input.appearances() != null) {
            appearances.write(article, input.appearances(), path + ".appearances");
        } else if (described.hasNewBody) {
            reanchor(article, path);
        }
    }

    /** What is said of the article; its text is corrected otherwise. */
    void update(Article article, UpdateArticleInput input, Patch patch) {
        patch.require("headline", input.headline(), headline -> article.headline = headline);
        patch.require("publisher", input.publisher(), publisher -> article.publisher = publisher);
        patch.set("byline", input.byline(), byline -> article.byline = byline);
        patch.require(
                "datePublished",
                input.datePublished(),
                date -> article.datePublished = sameInstant(article.datePublished, date));
        patch.set(
                "dateModified",
                input.dateModified(),
                date -> article.dateModified = date == null ? null : sameInstant(article.dateModified, date));
        requireOrder(article, Patch.PATH);
        patch.set("abstract", input.abstract_(), text -> article.abstract_ = text);
        patch.set("isBasedOn", input.isBasedOn(), reference -> isBasedOn(article, reference, Patch.PATH));
        patch.require("mentions", input.mentions(), mentions -> mentions(article, mentions, Patch.PATH + ".mentions"));
        patch.require("coverage", input.coverage(), events -> coverage(article, events, Patch.PATH + ".coverage"));
    }

    private static void requireOrder(Article article, String path) {
        if (article.dateModified != null && article.dateModified.isBefore(article.datePublished)) {
            throw BadField.at(path + ".dateModified", "is before the article was published");
        }
    }

    private void isBasedOn(Article article, ArticleReference reference, String path) {
        article.isBasedOn = reference == null ? null : find(reference, path + ".isBasedOn");
        if (article.isBasedOn == article) {
            throw BadField.at(path + ".isBasedOn", "is the article itself");
        }
    }

    /** PostgreSQL gives an instant back in another offset than it was written in; that is no change. */
    private static OffsetDateTime sameInstant(OffsetDateTime before, OffsetDateTime given) {
        return before != null && (given == null || before.isEqual(given)) ? before : given;
    }

    private void mentions(Article article, List<ArticleMentionInput> inputs, String path) {
        Map<Person, ArticleMentionInput> byPerson = new LinkedHashMap<>();
        Indexed.map(inputs, path, (input, at) -> byPerson.put(people.find(input.person(), at + ".person"), input));
        changes.sync(
                article,
                known.parts(ArticleMention.class, "article", article),
                mention -> mention.person.id,
                byPerson.entrySet(),
                entry -> entry.getKey().id,
                (before, entry) -> {
                    ArticleMention mention = before == null ? new ArticleMention() : before;
                    mention.article = article;
                    mention.person = entry.getKey();
                    mention.rel = entry.getValue().rel();
                    return mention;
                });
    }

    private void coverage(Article article, List<EventReference> inputs, String path) {
        Map<Long, Event> byId = new LinkedHashMap<>();
        Indexed.map(inputs, path, events::find).forEach(event -> byId.put(event.id, event));
        changes.sync(
                article,
                known.parts(ArticleCoverage.class, "article", article),
                coverage -> coverage.event.id,
                byId.values(),
                event -> event.id,
                (before, event) -> {
                    ArticleCoverage coverage = before == null ? new ArticleCoverage() : before;
                    coverage.article = article;
                    coverage.event = event;
                    return coverage;
                });
    }

    /** Gives the article a new text, and the quotes that stood in the old one their places in it. */
    List<String> correct(Article article, CorrectArticleInput input) {
        article.dateModified = sameInstant(article.dateModified, input.dateModified());
        requireOrder(article, Patch.PATH);
        article.body = input.body();
        article.persistAndFlush();
        List<QuoteAppearance> lost = appearances.move(article);
        List<String> words = lost.stream().map(appearance -> appearance.exact).toList();
        if (!lost.isEmpty() && !Boolean.TRUE.equals(input.dropUnmatched())) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT,
                    "The new text no longer has " + words.size() + " of the quotes, which `extensions.unmatched` lists."
                            + " Correct it, or have them dropped by `dropUnmatched`.",
                    Map.of("field", Patch.PATH + ".body", "unmatched", words));
        }
        lost.forEach(appearance -> changes.remove(article, appearance));
        return words;
    }

    private void reanchor(Article article, String path) {
        List<QuoteAppearance> lost = appearances.move(article);
        if (!lost.isEmpty()) {
            throw BadField.at(
                    path + ".body",
                    "has no place any more for "
                            + lost.stream()
                                    .map(appearance -> "\"" + appearance.exact + "\"")
                                    .collect(Collectors.joining(", "))
                            + ": give `appearances`, or correct the article with `correctArticle`");
        }
    }
}
