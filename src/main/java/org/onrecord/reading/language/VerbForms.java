package org.onrecord.reading.language;

import java.util.LinkedHashSet;
import java.util.Set;

/** The regular forms of English verbs. */
final class VerbForms {

    private VerbForms() {}

    static Set<String> of(String lemma) {
        Set<String> forms = new LinkedHashSet<>(Set.of(lemma));
        boolean endsWithY = lemma.matches(".*[^aeiou]y");
        boolean hisses = lemma.matches(".*(s|x|z|ch|sh)");
        forms.add(endsWithY ? lemma.substring(0, lemma.length() - 1) + "ies" : lemma + (hisses ? "es" : "s"));
        if (lemma.endsWith("e")) {
            forms.add(lemma + "d");
            forms.add(lemma.substring(0, lemma.length() - 1) + "ing");
        } else if (endsWithY) {
            forms.add(lemma.substring(0, lemma.length() - 1) + "ied");
            forms.add(lemma + "ing");
        } else {
            boolean doubles = lemma.matches("(qu|[^aeiou])*[aeiou][bdgmnprt]") || lemma.equals("admit");
            String stem = doubles ? lemma + lemma.charAt(lemma.length() - 1) : lemma;
            forms.add(stem + "ed");
            forms.add(stem + "ing");
        }
        return forms;
    }
}
