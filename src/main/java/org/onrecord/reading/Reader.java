package org.onrecord.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.ReadQuote.Reasons;
import org.onrecord.reading.attribution.Attributions;
import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.People;
import org.onrecord.reading.speaker.PersonName;
import org.onrecord.reading.speaker.Speakers;
import org.onrecord.reading.speaker.Speakers.Speaker;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Document;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * Finds the quotes in raw articles. The same text gives the same quotes; the time is linear in its length. A reader is
 * safe for use by several threads; the language data is loaded once.
 */
public final class Reader {

    /** "He said she denied that they knew" has a quote within two others. */
    private static final int MOST_AROUND = 3;

    /** Characters. Many quotes may repeat one source, so the reader takes no longer text as a source. */
    private static final int MAX_SOURCE = 1000;

    private static final Set<String> PRONOUNS =
            Set.of("it", "this", "that", "these", "those", "them", "him", "her", "us", "me", "you", "all", "any", "so");

    /** Reads an article. It never fails: a text without quotes gives an empty list. */
    public Reading read(SourceText source) {
        Language language = Language.of(source.inLanguage());
        Byline byline = Byline.of(source, language);
        Document document = new Document(source.body(), byline.end(), language.textRules());
        People people = new People(document, language, byline.authors());
        CodePoints offsets = new CodePoints(source.body());
        List<ReadQuote> quotes = new ArrayList<>();
        Speakers speakers = new Speakers(people, language);
        SpokenDates dates = new SpokenDates(source.datePublished(), language.dates());
        SpeechActs acts = new SpeechActs(language);
        for (Attribution attribution : shallow(Attributions.find(document, language))) {
            ReadQuote quote = quote(attribution, document, acts, speakers, offsets, dates);
            if (quote != null && !isPronoun(quote)) {
                quotes.add(quote);
            }
        }
        quotes.sort(Comparator.comparingInt(ReadQuote::start).thenComparingInt(ReadQuote::end));
        Set<String> headline = wordsOf(source.headline());
        return new Reading(
                quotes,
                people.all().stream()
                        .map(person -> mention(person, headline, offsets))
                        .toList());
    }

    /**
     * Leaves out what is within {@link #MOST_AROUND} other quotes. Otherwise a text like "A said that A said that A
     * said" would have a result that is hundreds of times as long.
     */
    private static List<Attribution> shallow(List<Attribution> all) {
        List<Attribution> sorted = new ArrayList<>(all);
        sorted.sort(
                Comparator.comparingInt(Attribution::start).thenComparing(Attribution::end, Comparator.reverseOrder()));
        Deque<Integer> ends = new ArrayDeque<>();
        List<Attribution> shallow = new ArrayList<>();
        for (Attribution attribution : sorted) {
            ends.removeIf(end -> end <= attribution.start());
            if (ends.size() < MOST_AROUND) {
                shallow.add(attribution);
                ends.push(attribution.end());
            }
        }
        return shallow;
    }

    /** "denied it": such words would be those of every denial. The source counts for the pronouns behind it. */
    private static boolean isPronoun(ReadQuote quote) {
        return quote.type() == QuoteType.INDIRECT && PRONOUNS.contains(quote.text());
    }

    private static boolean hasSource(Attribution attribution, Sentence cueSentence) {
        return attribution.source() != null
                && end(cueSentence, attribution.source())
                                - cueSentence.get(attribution.source().from()).start()
                        <= MAX_SOURCE;
    }

    /** Returns null if its source can say nothing. */
    private static ReadQuote quote(
            Attribution attribution,
            Document document,
            SpeechActs acts,
            Speakers speakers,
            CodePoints offsets,
            SpokenDates dates) {
        Sentence cueSentence = document.sentences().get(attribution.cueSentence());
        ReadSpeaker speaker = null;
        String origin = null;
        if (hasSource(attribution, cueSentence)) {
            int start = cueSentence.get(attribution.source().from()).start();
            int end = end(cueSentence, attribution.source());
            Speaker resolved = speakers.resolve(
                    cueSentence, attribution.cueSentence(), attribution.source(), attribution.outerSource());
            boolean isOfNobody = attribution.frame().startsWith("according to S")
                    && !speakers.maySpeak(cueSentence, attribution.source(), resolved);
            if (isOfNobody) {
                return null;
            }
            boolean isQuestion =
                    attribution.verb() != null && attribution.verb().lemma().equals("ask");
            if (isQuestion) {
                speakers.rememberQuestion(cueSentence, attribution.cueSentence(), attribution.cueUnit());
            }
            origin = attribution.frame().equals("carried over") && resolved.name() != null
                    ? "carried over"
                    : resolved.origin();
            speaker = new ReadSpeaker(
                    document.body().substring(start, end),
                    offsets.of(start),
                    offsets.of(end),
                    resolved.name(),
                    resolved.isPerson(),
                    resolved.role());
        }
        String text = document.body().substring(attribution.start(), attribution.end());
        return new ReadQuote(
                offsets.of(attribution.start()),
                offsets.of(attribution.end()),
                attribution.type(),
                text,
                attribution.cue(),
                speaker,
                acts.of(attribution, cueSentence, text),
                dates.at(cueSentence, attribution),
                Confidence.of(attribution.frame(), speaker, origin),
                new Reasons(
                        attribution.verb() == null
                                ? attribution.cue()
                                : attribution.verb().lemma(),
                        attribution.frame(),
                        origin,
                        List.of()));
    }

    /** The source of "Reed's denial" is "Reed"; "McDonald's" in front of a verb is a name. */
    private static int end(Sentence sentence, Range source) {
        Unit last = sentence.get(source.to() - 1);
        Unit next = source.to() < sentence.size() ? sentence.get(source.to()) : null;
        boolean isPossessor = next != null && next.isWord() && !next.tag().isVerbal();
        return isPossessor ? last.endOfPossessor() : last.end();
    }

    private static Set<String> wordsOf(String headline) {
        return headline == null ? Set.of() : new HashSet<>(Arrays.asList(headline.split("[^\\p{L}\\p{N}-]+")));
    }

    private static NamedMention mention(PersonName person, Set<String> headline, CodePoints offsets) {
        return new NamedMention(
                person.name(),
                new ArrayList<>(person.forms()),
                person.places().stream()
                        .map(place -> new NamedMention.Place(offsets.of(place[0]), offsets.of(place[1])))
                        .toList(),
                person.forms().stream().anyMatch(form -> headline.containsAll(Arrays.asList(form.split(" ")))),
                person.role());
    }
}
