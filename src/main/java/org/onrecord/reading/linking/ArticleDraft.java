package org.onrecord.reading.linking;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

import org.onrecord.model.DatePrecision;
import org.onrecord.model.MentionRel;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;
import org.onrecord.reading.linking.Reasons.ArticleReason;
import org.onrecord.reading.linking.Reasons.EventReason;
import org.onrecord.reading.linking.Reasons.PersonReason;
import org.onrecord.reading.linking.Reasons.QuoteReason;

@Description("What was read in an article, in the shape of `PublishArticleInput`. To publish it, drop each field"
        + " `reason`, correct the rest, and send it to `publishArticle`. Fields that `publishArticle` requires are null"
        + " if the input of `read` has no value for them.")
public record ArticleDraft(
        @Description("The URL of the article in its canonical form.")
        String url,

        @Description("The headline as printed.") String headline,

        @Description("The publisher of the article.") String publisher,

        @Description("The authors as printed.") String byline,

        @Description("The time of first publication.") OffsetDateTime datePublished,

        @NonNull @Description("The language of the article as a BCP 47 tag.")
        String inLanguage,

        @NonNull @Description("The full text. The positions of quotes refer to it.")
        String body,

        @NonNull @Description("The people whom the article names. It is ABOUT those whom the headline names.")
        List<ArticleMentionDraft> mentions,

        @NonNull @Description("The events whose name, alternate name or identifier is in the text.")
        List<EventReferenceDraft> coverage,

        @NonNull @Description("The quotes, in the order of their places.")
        List<QuoteAppearanceDraft> appearances,

        @NonNull @Description("What was read and is not a part of the article. It is no field of the input.")
        ArticleReason reason) {

    @Type("ArticleMentionDraft")
    @Description("The mention of a person in an article, in the shape of `ArticleMentionInput`.")
    public record ArticleMentionDraft(
            @NonNull @Description("The person.") PersonReferenceDraft person,

            @NonNull @Description("Whether the article is about the person or only mentions the person.")
            MentionRel rel,

            @NonNull @Description("Why this person is meant. It is no field of the input.")
            PersonReason reason) {}

    @Type("PersonReferenceDraft")
    @Description("A reference to a person, in the shape of `PersonReference`. It has exactly one of the fields.")
    public record PersonReferenceDraft(
            @Description("The slug of a stored person, or of a new person in `mentions`.")
            String slug,

            @Description("A new person: no stored person has this name.")
            PersonDraft person) {}

    @Type("PersonDraft")
    @Description("A new person, in the shape of `PersonInput`.")
    public record PersonDraft(
            @NonNull @Description("The proposed slug, which no person has or had.")
            String slug,

            @NonNull @Description("The longest form of the name in the article, without titles.")
            String name) {}

    @Type("EventReferenceDraft")
    @Description("A reference to a stored event, in the shape of `EventReference`.")
    public record EventReferenceDraft(
            @NonNull @Description("The slug of the event.") String slug,

            @NonNull @Description("Why this event is meant. It is no field of the input.")
            EventReason reason) {}

    @Type("QuoteAppearanceDraft")
    @Description("The appearance of a quote in an article, in the shape of `QuoteAppearanceInput`.")
    public record QuoteAppearanceDraft(
            @NonNull @Description("The words exactly as printed.")
            String exact,

            @NonNull @Description("The start of the quote in the body, in Unicode code points from 0.")
            int start,

            @NonNull @Description("The end of the quote in the body, in Unicode code points, exclusive.")
            int end,

            @NonNull
            @Description(
                    "An estimate from 0 to 1 that the place and the speaker are right: the share of right quotes with"
                            + " the same frame and kind of speaker in annotated articles.")
            double confidence,

            @NonNull @Description("The quote.") QuoteDraft quote,

            @NonNull @Description("Why the quote was read as it is. It is no field of the input.")
            QuoteReason reason) {}

    @Type("QuoteDraft")
    @Description("A quote, in the shape of `QuoteInput`.")
    public record QuoteDraft(
            @NonNull @Description("The statement: the words at its place.")
            String text,

            @NonNull @Description("Whether the quote gives the speaker's own words, the reported content, or both.")
            QuoteType type,

            @NonNull @Description("The speech act: what the speaker does by making the statement.")
            SpeechAct speechAct,

            @Description("The speaker. Null if the article does not name a person, or if it is unclear who is meant.")
            PersonReferenceDraft speaker,

            @Description("The role in which the speaker spoke.")
            String speakerRole,

            @Description("The source as printed. Null if the quote has a speaker.")
            String attributionText,

            @Description("The cue: the words that introduce the quote.")
            String cue,

            @Description("The date of the statement, if the sentence of the cue says when.")
            LocalDate spokenAt,

            @Description("The precision of `spokenAt`.") DatePrecision spokenAtPrecision,

            @NonNull @Description("The confidence of the appearance.")
            double confidence,

            @NonNull
            @Description("The events whose name, alternate name or identifier is in the quote or in its paragraph.")
            List<EventReferenceDraft> topics) {}
}
