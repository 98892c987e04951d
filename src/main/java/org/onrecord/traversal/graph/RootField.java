package org.onrecord.traversal.graph;

/** A field of the query type that starts a traversal. */
public sealed interface RootField {

    String name();

    String description();

    /** The one node with a value in a unique column, or with an id. */
    record One(String name, Class<?> entity, String description) implements RootField {}

    /** A list of all nodes. */
    record All(String name, Class<?> entity, String description) implements RootField {}

    /** What a function of the database returns. */
    record Function(DatabaseFunction function) implements RootField {

        @Override
        public String name() {
            return function.name();
        }

        @Override
        public String description() {
            return function.description();
        }
    }
}
