package org.onrecord.publishing;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.onrecord.model.Article;
import org.onrecord.model.ArticleCoverage;
import org.onrecord.model.ArticleMention;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.RejectedQuote;
import org.onrecord.mutation.input.ArticleFields;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.ArticleInput.ArticleMentionInput;
import org.onrecord.mutation.input.ArticleInput.RejectedQuoteInput;
import org.onrecord.mutation.input.EventReference;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.GivenFields;
import org.onrecord.publishing.persistence.LookupCache;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.WriteContext;

/** Writes the mentions, the coverage and the rejected quotes of articles. */
final class ArticleLinkWriter {

    private final UnitOfWork unitOfWork;
    private final LookupCache lookup;
    private final PersonWriter people;
    private final EventWriter events;

    ArticleLinkWriter(WriteContext context) {
        this.unitOfWork = context.unitOfWork();
        this.lookup = context.lookup();
        this.people = new PersonWriter(context);
        this.events = new EventWriter(context);
    }

    /** Replaces the lists that an input has. */
    void assign(Article article, ArticleFields fields, GivenFields given) {
        FieldPath path = given.path();
        given.setRequired(
                "mentions", fields.mentions(), inputs -> replaceMentions(article, inputs, path.field("mentions")));
        given.setRequired(
                "coverage", fields.coverage(), inputs -> replaceCoverage(article, inputs, path.field("coverage")));
        given.setRequired("rejectedQuotes", fields.rejectedQuotes(), inputs -> replaceRejected(article, inputs));
    }

    private void replaceMentions(Article article, List<ArticleMentionInput> inputs, FieldPath path) {
        Map<Person, ArticleMentionInput> byPerson = new LinkedHashMap<>();
        path.mapElements(
                inputs,
                (input, inputPath) -> byPerson.put(people.find(input.person(), inputPath.field("person")), input));
        unitOfWork.replaceParts(
                article,
                lookup.parts(ArticleMention.class, "article", article),
                mention -> mention.person.id,
                byPerson.entrySet(),
                entry -> entry.getKey().id,
                ArticleMention::new,
                (mention, entry) -> assign(mention, article, entry.getKey(), entry.getValue()));
    }

    private void replaceRejected(Article article, List<RejectedQuoteInput> inputs) {
        unitOfWork.replaceParts(
                article,
                lookup.parts(RejectedQuote.class, "article", article),
                rejected -> new RejectedQuoteInput(rejected.exact, rejected.prefix, rejected.suffix),
                new LinkedHashSet<>(inputs),
                input -> input,
                RejectedQuote::new,
                (rejected, input) -> {
                    rejected.article = article;
                    rejected.exact = input.exact();
                    rejected.prefix = input.prefix();
                    rejected.suffix = input.suffix();
                });
    }

    private void replaceCoverage(Article article, List<EventReference> references, FieldPath path) {
        unitOfWork.replaceParts(
                article,
                lookup.parts(ArticleCoverage.class, "article", article),
                coverage -> coverage.event.id,
                events.findAll(references, path),
                event -> event.id,
                ArticleCoverage::new,
                (coverage, event) -> {
                    coverage.article = article;
                    coverage.event = event;
                });
    }

    /**
     * Adds the people and events that were read in an article. Those that are stored remain.
     *
     * @param given the input without what was read
     * @param read the input with it
     */
    void addRead(Article article, ArticleInput given, ArticleInput read, FieldPath path) {
        if (given.mentions() == null) {
            List<ArticleMention> mentions = lookup.parts(ArticleMention.class, "article", article);
            path.field("mentions").mapElements(read.mentions(), (input, inputPath) -> {
                Person person = people.find(input.person(), inputPath.field("person"));
                if (mentions.stream().noneMatch(mention -> mention.person.id.equals(person.id))) {
                    ArticleMention mention = new ArticleMention();
                    assign(mention, article, person, input);
                    unitOfWork.persistPart(article, mention);
                    mentions.add(mention);
                }
                return person;
            });
        }
        if (given.coverage() == null) {
            List<ArticleCoverage> coverage = lookup.parts(ArticleCoverage.class, "article", article);
            for (Event event : events.findAll(read.coverage(), path.field("coverage"))) {
                if (coverage.stream().noneMatch(covered -> covered.event.id.equals(event.id))) {
                    ArticleCoverage covered = new ArticleCoverage();
                    covered.article = article;
                    covered.event = event;
                    unitOfWork.persistPart(article, covered);
                    coverage.add(covered);
                }
            }
        }
    }

    private static void assign(ArticleMention mention, Article article, Person person, ArticleMentionInput input) {
        mention.article = article;
        mention.person = person;
        mention.rel = input.rel();
    }
}
