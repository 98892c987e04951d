package org.onrecord.traversal.graph;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.graphql.Type;

/**
 * The id of a node across all types (Relay, Global Object Identification): base64 of {@code Type:key}. Opaque to clients.
 *
 * <p>What a mutation returns as one of these is, in the schema, a node of any type.
 *
 * @param type the name of the node type
 * @param key the primary key
 */
@Type("Node")
public record GlobalId(String type, long key) {

    private static final Pattern FORM = Pattern.compile("([A-Za-z]+):([1-9][0-9]{0,17})");

    /** Returns null where the text is not a global id. */
    public static GlobalId parse(String text) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            Matcher matcher = FORM.matcher(new String(decoded, StandardCharsets.UTF_8));
            return matcher.matches() ? new GlobalId(matcher.group(1), Long.parseLong(matcher.group(2))) : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString((type + ":" + key).getBytes(StandardCharsets.UTF_8));
    }
}
