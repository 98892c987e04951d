package org.onrecord.reading.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

import org.onrecord.model.SpeechAct;
import org.onrecord.reading.text.Tagger;
import org.onrecord.reading.text.TextRules;

/** The data of a language, from the resources below {@code reading/}. */
public final class Language {

    static final Set<String> KNOWN = Set.of("en", "de", "fr", "es", "ru");
    private static final Map<String, Language> LOADED = new ConcurrentHashMap<>();

    private final String code;
    private final CueVerbs cues;
    private final Map<String, Cue> nouns = new HashMap<>();
    private final WordLists lists;
    private final ActPatterns acts = new ActPatterns();
    private final DateWords dates;
    private final Map<String, String> synonyms = new HashMap<>();
    private final TextRules textRules;

    private Language(String code) {
        this.code = code;
        lists = new WordLists(code);
        cues = new CueVerbs(code);
        try {
            readNouns();
            readActs();
            dates = new DateWords(code);
            list("synonyms").forEach(pair -> synonyms.put(pair.split("=")[0], pair.split("=")[1]));
            textRules = new TextRules(
                    String.join("", list("marks")),
                    list("abbreviations"),
                    list("titles"),
                    cues.forms(),
                    list("sentence starts"),
                    list("enclitics"),
                    dates.monthsBehindOrdinals(),
                    readTagger());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param tag a BCP 47 tag; null and languages without data are read as English */
    public static Language of(String tag) {
        String code = tag == null ? "en" : tag.split("-")[0].toLowerCase(Locale.ROOT);
        return LOADED.computeIfAbsent(KNOWN.contains(code) ? code : "en", Language::new);
    }

    public boolean isEnglish() {
        return code.equals("en");
    }

    public TextRules textRules() {
        return textRules;
    }

    /** Returns the verb with a form in lower case, or null. */
    public Cue cue(String form) {
        return cues.get(form);
    }

    /** Returns the noun that reports ("denial") with a form in lower case, or null. */
    public Cue noun(String form) {
        return nouns.get(form);
    }

    /** Whether a form of a verb may have a particle which makes it another cue: "went" in "went on". */
    public boolean mayHaveParticle(String form) {
        return cues.mayHaveParticle(form);
    }

    /** Returns the speech act that the first words of a statement in lower case tell, or null. */
    public SpeechAct speechAct(String start) {
        return acts.of(start);
    }

    public DateWords dates() {
        return dates;
    }

    /**
     * Returns a word list, which is empty if the language has none of this name.
     *
     * @param name one that {@code lists.tsv} documents; others are rejected
     */
    public Set<String> list(String name) {
        return lists.get(name);
    }

    /** Returns the word for a role that stands for all words with this meaning: senator for sen. */
    public String canonical(String word) {
        return synonyms.getOrDefault(word, word);
    }

    private void readNouns() throws IOException {
        for (String line : linesOf("nouns.tsv")) {
            String[] parts = line.split("\t");
            Cue noun = new Cue(parts[0], "", SpeechAct.valueOf(parts[1]));
            nouns.put(parts[0], noun);
            boolean endsWithY = parts[0].matches(".*[^aeiou]y");
            nouns.put(endsWithY ? parts[0].substring(0, parts[0].length() - 1) + "ies" : parts[0] + "s", noun);
        }
    }

    private void readActs() throws IOException {
        linesOf("acts.tsv").forEach(acts::add);
    }

    private List<String> linesOf(String name) throws IOException {
        return lines(code, name);
    }

    /** Returns the lines with data, or none if the language has no such resource. */
    static List<String> lines(String code, String name) throws IOException {
        InputStream file = resource(code, name);
        if (file == null) {
            return List.of();
        }
        try (BufferedReader in = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return in.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }

    private Tagger readTagger() throws IOException {
        InputStream file = resource(code, "tagger.tsv.gz");
        if (file == null) {
            return null;
        }
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            return new Tagger(in);
        }
    }

    private static InputStream resource(String code, String name) {
        return Language.class.getResourceAsStream("/reading/" + code + "/" + name);
    }
}
