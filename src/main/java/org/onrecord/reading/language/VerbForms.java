package org.onrecord.reading.language;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The regular forms of English verbs. */
final class VerbForms {

    private static final Pattern CONSONANT_AND_Y = Pattern.compile("[^aeiou]y$");
    private static final Pattern HISSING = Pattern.compile("(s|x|z|ch|sh)$");
    private static final Pattern SHORT = Pattern.compile("(qu|[^aeiou])*[aeiou][bdgmnprt]");

    private VerbForms() {}

    static Set<String> of(String lemma) {
        Set<String> forms = new LinkedHashSet<>(Set.of(lemma));
        boolean endsWithY = CONSONANT_AND_Y.matcher(lemma).find();
        boolean hisses = HISSING.matcher(lemma).find();
        forms.add(endsWithY ? lemma.substring(0, lemma.length() - 1) + "ies" : lemma + (hisses ? "es" : "s"));
        if (lemma.endsWith("e")) {
            forms.add(lemma + "d");
            forms.add(lemma.substring(0, lemma.length() - 1) + "ing");
        } else if (endsWithY) {
            forms.add(lemma.substring(0, lemma.length() - 1) + "ied");
            forms.add(lemma + "ing");
        } else {
            boolean doubles = SHORT.matcher(lemma).matches() || lemma.equals("admit");
            String stem = doubles ? lemma + lemma.charAt(lemma.length() - 1) : lemma;
            forms.add(stem + "ed");
            forms.add(stem + "ing");
        }
        return forms;
    }
}
