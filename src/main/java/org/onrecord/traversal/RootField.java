package org.onrecord.traversal;

import java.util.List;

/**
 * A field of the query type that starts a traversal. Features declare theirs as CDI beans that implement
 * {@link Provider}.
 *
 * @param name the field's name
 * @param entity the JPA entity whose nodes it leads to
 * @param list whether it is a connection of all nodes, or a look-up of one by a unique column or id
 * @param description for the schema
 */
public record RootField(String name, Class<?> entity, boolean list, String description) {

    public static RootField one(String name, Class<?> entity, String description) {
        return new RootField(name, entity, false, description);
    }

    public static RootField list(String name, Class<?> entity, String description) {
        return new RootField(name, entity, true, description);
    }

    /** A feature's root fields. */
    public interface Provider {
        List<RootField> rootFields();
    }
}
