package org.onrecord.traversal.graph;

/** A field of the query type that the engine compiles to SQL. */
public sealed interface RootField {

    String name();

    String description();

    /** One node, by its global id or by the value of a unique column. */
    record One(String name, Class<?> entity, String description) implements RootField {}

    /** A list of all nodes of a type. */
    record All(String name, Class<?> entity, String description) implements RootField {}

    /** The result of a database function. */
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
