package org.onrecord.pages.view;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.onrecord.url.Slug;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * The GraphQL variables of the page of paths. The parameters {@code from} and {@code to} of the URL name a person or an
 * event.
 */
public final class PathVariables {

    private PathVariables() {}

    /**
     * An end of a path as the URL names it.
     *
     * @param value trimmed; empty if the parameter is missing
     * @param type {@code people} or {@code events}; null if the value is a slug or a name of either
     * @param slug in lower case; made of the value if the type is null
     */
    public record End(String value, String type, String slug) {

        private static final Pattern NODE = Pattern.compile("(?:.*/)?(people|events)/([^/?#]+)(?:[?#].*)?");

        /** @param value {@code people/vladimir-putin}, the URL of a page, a slug, or a name; or null */
        public static End of(String value) {
            String trimmed = value == null ? "" : value.strip();
            Matcher node = NODE.matcher(trimmed);
            return node.matches()
                    ? new End(trimmed, node.group(1), Slug.of(node.group(2)))
                    : new End(trimmed, null, Slug.of(trimmed));
        }

        /** Whether a search has to find the node. */
        public boolean isText() {
            return type == null && !value.isEmpty();
        }

        private JsonObject key() {
            return JSON_PROVIDER
                    .createObjectBuilder()
                    .add("events".equals(type) ? "eventSlug" : "personSlug", slug)
                    .build();
        }
    }

    public static void add(JsonObjectBuilder variables, Function<String, String> parameters) {
        End from = End.of(parameters.apply("from"));
        End to = End.of(parameters.apply("to"));
        add(variables, "from", from);
        add(variables, "to", to);
        variables.add("hasBoth", from.type() != null && to.type() != null);
    }

    private static void add(JsonObjectBuilder variables, String name, End end) {
        variables
                .add(name, end.key())
                .add(name + "Slug", end.slug())
                .add(name + "Text", end.value())
                .add(name + "IsText", end.isText());
    }
}
