package org.onrecord.traversal.graph;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.graphql.Type;

/**
 * The id of a node across all types (Relay, Global Object Identification): base64 of {@code Type:key}. It is opaque to
 * clients.
 *
 * <p>A field of this type in a mutation payload is a {@code Node} in the GraphQL schema.
 *
 * @param type the name of the node type
 * @param key the primary key
 */
@Type("Node")
public record GlobalId(String type, long key) {

    private static final Pattern FORM = Pattern.compile("([A-Za-z]+):([1-9][0-9]{0,17})");

    /** Returns null if the text is not a global id. */
    public static GlobalId parse(String text) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            Matcher matcher = FORM.matcher(new String(decoded, StandardCharsets.UTF_8));
            return matcher.matches() ? new GlobalId(matcher.group(1), Long.parseLong(matcher.group(2))) : null;
        } catch (IllegalArgumentException invalidBase64) {
            return null;
        }
    }

    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString((type + ":" + key).getBytes(StandardCharsets.UTF_8));
    }
}
