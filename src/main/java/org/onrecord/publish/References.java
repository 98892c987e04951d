package org.onrecord.publish;

import org.onrecord.article.Article;
import org.onrecord.event.Event;
import org.onrecord.person.Person;

/** Finds what references name; what they name and is not there is an {@link IllegalArgumentException} that says so. */
final class References {

    private References() {}

    static Person person(Reference reference) {
        return reference == null
                ? null
                : known(Person.<Person>find("slug", reference.slug()).firstResult(), "person", reference.slug());
    }

    static Event event(Reference reference) {
        return reference == null
                ? null
                : known(Event.<Event>find("slug", reference.slug()).firstResult(), "event", reference.slug());
    }

    static Article article(Reference reference) {
        return known(Article.<Article>find("url", reference.url()).firstResult(), "article", reference.url());
    }

    private static <T> T known(T found, String what, String key) {
        if (found == null) {
            throw new IllegalArgumentException(
                    "There is no " + what + " \"" + key + "\", in the graph or in the story.");
        }
        return found;
    }
}
