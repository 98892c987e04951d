package org.onrecord.traversal.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes a query conditional (RFC 9110, If-None-Match): its statement reads no data if the client already has the
 * result. A tag identifies a version of the graph and the text of a statement. If a new version of the service compiles
 * a query to another statement, the tag changes.
 */
public final class ConditionalRead {

    /** The key in the GraphQL context. */
    public static final String KEY = "onrecord.conditional-read";

    private final Set<String> known;
    private String tag;

    /** @param known the tags of the results that the client has */
    public ConditionalRead(Set<String> known) {
        this.known = known;
    }

    /**
     * The versions of the graph for which the client has the result of a statement.
     *
     * @param sql the text of the statement
     */
    public List<Long> versions(String sql) {
        String suffix = suffix(sql);
        List<Long> versions = new ArrayList<>();
        for (String candidate : known) {
            if (candidate.endsWith(suffix)) {
                try {
                    versions.add(Long.parseLong(
                            candidate.substring(0, candidate.length() - suffix.length()), Character.MAX_RADIX));
                } catch (NumberFormatException e) {
                    // The service did not make this tag.
                }
            }
        }
        return versions;
    }

    /** Sets the version of the graph that a statement has read. */
    public void found(String sql, long version) {
        tag = Long.toString(version, Character.MAX_RADIX) + suffix(sql);
    }

    private static String suffix(String sql) {
        return "-" + Integer.toHexString(sql.hashCode());
    }

    /** The tag of the result; null if the result depends on more than the graph, or if the query failed. */
    public String tag() {
        return tag;
    }

    /** Whether the client has the result. If so, the data of the result is not set. */
    public boolean isNotModified() {
        return tag != null && known.contains(tag);
    }
}
