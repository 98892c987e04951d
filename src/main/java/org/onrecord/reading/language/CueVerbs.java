package org.onrecord.reading.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.onrecord.model.SpeechAct;

/** The forms of the verbs of a language that report, from the resource {@code cues.tsv}. */
public final class CueVerbs {

    private final Map<String, Cue> cues = new HashMap<>();
    private final Set<String> withParticles = new HashSet<>();

    CueVerbs(String code) {
        try {
            for (String line : Language.lines(code, "cues.tsv")) {
                String[] parts = line.split("\t");
                Cue cue = new Cue(parts[0], parts[1], SpeechAct.valueOf(parts[2]));
                forms(parts, code.equals("en")).forEach(form -> cues.putIfAbsent(form, cue));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the forms of verbs in all languages, for texts of an unknown one. */
    public static Set<String> ofAllLanguages(Predicate<Cue> verbs) {
        return Language.KNOWN.stream()
                .flatMap(code -> new CueVerbs(code).cues.entrySet().stream())
                .filter(form -> verbs.test(form.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    Cue get(String form) {
        return cues.get(form);
    }

    Set<String> forms() {
        return cues.keySet();
    }

    /** Whether a form of a verb may have a particle which makes it another cue: "went" in "went on". */
    boolean mayHaveParticle(String form) {
        return withParticles.contains(form);
    }

    /**
     * A particle stands behind each form of an English verb: "go on", "went on". In other languages, a form itself has
     * the word that stands in its clause, with an underscore: wies_zurück, se_negó.
     */
    private Set<String> forms(String[] line, boolean isEnglish) {
        String verb = line[0].split(" ")[0];
        String particle = isEnglish ? line[0].substring(verb.length()) : "";
        Set<String> forms = isEnglish ? VerbForms.of(verb) : new LinkedHashSet<>();
        if (line.length > 3) {
            forms.addAll(Arrays.asList(line[3].split(" ")));
        }
        Set<String> whole =
                forms.stream().map(form -> form.replace('_', ' ') + particle).collect(Collectors.toSet());
        whole.stream()
                .filter(form -> form.indexOf(' ') > 0)
                .forEach(form -> withParticles.addAll(List.of(form.split(" "))));
        return whole;
    }
}
