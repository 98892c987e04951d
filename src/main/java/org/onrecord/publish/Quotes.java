package org.onrecord.publish;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

import org.onrecord.event.Event;
import org.onrecord.person.Person;
import org.onrecord.quote.Quote;
import org.onrecord.quote.QuoteTopic;

/** Matches quotes to the statements they repeat. */
final class Quotes {

    private Quotes() {}

    /**
     * The quote that the input repeats, or a new one. Of what two articles say of it, the fuller wording is kept.
     *
     * @param inLanguage the language of the article
     */
    static Quote publish(QuoteInput input, String inLanguage) {
        Person speaker = References.person(input.speaker());
        List<Quote> candidates = speaker == null
                ? Quote.list("speaker is null and attributionText = ?1", input.attributionText())
                : Quote.list("speaker", speaker);
        Quote quote = candidates.stream()
                .filter(candidate -> sameWords(candidate.text).equals(sameWords(input.text())))
                .findFirst()
                .orElseGet(Quote::new);
        if (quote.text == null || quote.text.length() < input.text().length()) {
            quote.text = input.text();
            quote.inLanguage = inLanguage;
        }
        if (!quote.isPersistent()) {
            quote.type = input.type();
            quote.speechAct = input.speechAct();
            quote.speaker = speaker;
            quote.speakerRole = input.speakerRole();
            quote.attributionText = input.attributionText();
            quote.cue = input.cue();
            quote.spokenAt = input.spokenAt();
            quote.spokenAtPrecision = input.spokenAtPrecision();
            quote.occasion = References.event(input.occasion());
        }
        quote.persist();
        for (Reference topic : input.topics()) {
            Event event = References.event(topic);
            if (QuoteTopic.count("quote = ?1 and event = ?2", quote, event) == 0) {
                QuoteTopic written = new QuoteTopic();
                written.quote = quote;
                written.event = event;
                written.persist();
            }
        }
        return quote;
    }

    /** The words alone: without case, punctuation, quotation marks and the width of letters and blanks. */
    private static String sameWords(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{P}", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
