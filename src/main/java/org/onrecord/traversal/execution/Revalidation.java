package org.onrecord.traversal.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.onrecord.traversal.sql.Statement;

/**
 * Asks, with a query, which state of the graph its data is of, and for no data where it is one that the client has. A tag
 * stands for a state and the statement that read it; a service that compiles the query to another one gives another tag.
 */
public final class Revalidation {

    /** The key in the GraphQL context under which a request has its revalidation. */
    public static final String KEY = "onrecord.revalidation";

    private final Set<String> known;
    private String tag;

    /** @param known the tags of the data that the client has */
    public Revalidation(Set<String> known) {
        this.known = known;
    }

    /** The versions of the graph at which the client has what the statement reads. */
    List<Long> versions(Statement statement) {
        String suffix = suffix(statement);
        List<Long> versions = new ArrayList<>();
        for (String candidate : known) {
            if (candidate.endsWith(suffix)) {
                try {
                    versions.add(Long.parseLong(
                            candidate.substring(0, candidate.length() - suffix.length()), Character.MAX_RADIX));
                } catch (NumberFormatException e) {
                    // Not one of ours.
                }
            }
        }
        return versions;
    }

    void found(Statement statement, long version) {
        tag = Long.toString(version, Character.MAX_RADIX) + suffix(statement);
    }

    private static String suffix(Statement statement) {
        return "-" + Integer.toHexString(statement.text().hashCode());
    }

    /** The tag of what was found; null where the response says more than the graph does, or nothing was read. */
    public String tag() {
        return tag;
    }

    /** Whether the client has what was asked for already. The data of the result is to be ignored then. */
    public boolean isNotModified() {
        return tag != null && known.contains(tag);
    }
}
