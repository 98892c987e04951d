package org.onrecord.reading;

import java.util.List;

/**
 * A person whom an article names.
 *
 * @param name the longest form without titles: "Hillary Clinton"; one word if the article has no full name
 * @param forms all forms as printed, without titles: "Hillary Clinton", "Clinton"
 * @param places where the body has one of the forms, in order
 * @param inHeadline whether the headline has one of the forms
 * @param role the first title or apposition beside the name ("campaign manager"), or null
 */
public record NamedMention(String name, List<String> forms, List<Place> places, boolean inHeadline, String role) {

    public NamedMention {
        forms = List.copyOf(forms);
        places = List.copyOf(places);
    }

    /** Whether the name has at least a first and a last name. */
    public boolean isFullName() {
        return name.indexOf(' ') > 0;
    }

    /** A part of the body, in Unicode code points. The end is exclusive. */
    public record Place(int start, int end) {}
}
