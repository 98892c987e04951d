package org.onrecord.publish;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The keys of all that an input may write, for the locks. Two inputs that write the same have a key in common. */
final class WriteKeys {

    private final Set<String> keys = new HashSet<>();

    Collection<String> all() {
        return keys;
    }

    WriteKeys add(Story story) {
        story.people().forEach(this::add);
        story.events().forEach(this::add);
        story.articles().forEach(this::add);
        return this;
    }

    WriteKeys add(ArticleInput article) {
        keys.add("article " + article.url());
        if (article.mentions() != null) {
            article.mentions().forEach(mention -> add(mention.person()));
        }
        if (article.coverage() != null) {
            article.coverage().forEach(this::add);
        }
        if (article.appearances() != null) {
            article.appearances().forEach(appearance -> add(appearance.quote()));
        }
        return this;
    }

    WriteKeys add(LinkEventsInput link) {
        add(link.from());
        add(link.to());
        return this;
    }

    private void add(QuoteInput quote) {
        add(quote.speaker());
        add(quote.occasion());
        quote.topics().forEach(this::add);
        StringBuilder words = new StringBuilder("quote ");
        Normalizer.normalize(quote.text(), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(words::appendCodePoint);
        keys.add(words.toString());
    }

    private void add(PersonReference person) {
        if (person != null && person.person() != null) {
            add(person.person());
        }
    }

    WriteKeys add(PersonInput person) {
        keys.add("person " + person.slug());
        keys.add("person " + person.wikidataId());
        return this;
    }

    private void add(EventReference event) {
        if (event != null && event.event() != null) {
            add(event.event());
        }
    }

    WriteKeys add(EventInput event) {
        keys.add("event " + event.slug());
        keys.add("event " + event.wikidataId());
        add(event.superEvent());
        if (event.participants() != null) {
            event.participants().forEach(participant -> add(participant.person()));
        }
        if (event.links() != null) {
            event.links().forEach(link -> {
                add(link.event());
                keys.add("event " + link.event().slug());
            });
        }
        return this;
    }
}
