package org.onrecord.reading.linking;

import java.util.List;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why an article was read as it was, for a person who checks it. */
public final class Reasons {

    private Reasons() {}

    @Type("ArticleReason")
    @Description("What was read in an article and is not a part of its input.")
    public record ArticleReason(
            @NonNull
            @Description("The names that no person is linked to: the article has only the last name, and none or"
                    + " several people fit, or several people have the full name.")
            List<PersonReason> unclearPeople,

            @NonNull
            @Description("Words between quotation marks without a source. They can only be published with one.")
            List<UnattributedQuote> unattributed) {}

    @Type("PersonReason")
    @Description("Whom a name in an article means.")
    public record PersonReason(
            @NonNull @Description("The longest form of the name in the article, without titles.")
            String name,

            @Description("Why the name means the person. Null if the person is new or unclear.")
            LinkReason link,

            @NonNull @Description("The people of the graph whom the name may mean, the most likely first, at most 10.")
            List<PersonCandidate> candidates) {}

    @Type("EventReason")
    @Description("Why an article covers an event, or a quote is about it.")
    public record EventReason(
            @NonNull @Description("Why the words mean the event.")
            LinkReason link,

            @NonNull @Description("The words that name the event, as printed.")
            String words,

            @Description(
                    "The start of the words in the body, in Unicode code points. Null if they are in the headline.")
            Integer start,

            @Description("The end of the words in the body, in Unicode code points, exclusive.")
            Integer end) {}

    @Type("QuoteReason")
    @Description("Why a quote was read as it is.")
    public record QuoteReason(
            @Description("The dictionary form of the cue that matched: `say`, `according to`. Null without a cue.")
            String cue,

            @NonNull @Description("How source (S), verb (V) and content (Q: quotation, C: clause) follow each other.")
            String frame,

            @Description("Where the name of the speaker comes from: `printed`, `full name`, `pronoun`, `carried over`,"
                    + " `noun`. Null without a name.")
            String name,

            @Description("The source as printed. Null without a source.")
            String source,

            @Description("Why the name means the speaker. Null if the speaker is new or unclear.")
            LinkReason link,

            @NonNull
            @Description("The people whom the name of the speaker may mean, the most likely first, at most 10.")
            List<PersonCandidate> candidates) {}

    @Type("UnattributedQuote")
    @Description("Words between quotation marks without a source.")
    public record UnattributedQuote(
            @NonNull @Description("The words exactly as printed.")
            String exact,

            @NonNull @Description("The start in the body, in Unicode code points from 0.")
            int start,

            @NonNull @Description("The end in the body, in Unicode code points, exclusive.")
            int end) {}
}
