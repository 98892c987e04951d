package org.onrecord.traversal.limits;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** What a request may ask for at most. Each limit has an error code of its own; README has the table. */
@ConfigMapping(prefix = "onrecord.limits")
public interface Limits {

    /** Bytes of a request's body. */
    MemorySize body();

    /** Objects and lists within one another in the JSON of a request. */
    int jsonDepth();

    Document document();

    Sizes page();

    Sizes groups();

    Filter filter();

    /** Values that a list is ordered by. */
    int orderKeys();

    Cost cost();

    /** Whether the schema may be asked for. */
    boolean introspection();

    /** How long PostgreSQL works on one query, in its own notation: {@code 10s}, {@code 500ms}; the connections have it. */
    String statementTimeout();

    /** Of the text of a GraphQL document, and of each of its operations with fragments resolved. */
    interface Document {

        int characters();

        /** Names, values and punctuation. */
        int tokens();

        /** Fragments that it defines. */
        int fragments();

        /** Fields within one another; what introspection has below {@code __schema} and {@code __type} is not counted. */
        int depth();

        /** Fields that an operation selects, in all and as often as its fragments are spread; introspection's likewise. */
        int fields();

        /** Fields of the query type. */
        int rootFields();

        /** Fields with an alias. */
        int aliases();
    }

    /** How many there are of something in a list. */
    interface Sizes {

        /** Where the request does not say. */
        int defaultSize();

        int maxSize();
    }

    /** Of one filter. */
    interface Filter {

        /** Filters within one another. */
        int depth();

        /** Filters and comparisons in it. */
        int conditions();

        /** Values in a list that something is compared with. */
        int values();
    }

    /** See {@link org.onrecord.traversal.plan.Cost}. */
    interface Cost {

        /** The most that is estimated of a query that runs. */
        long max();

        /** Whether responses say what was estimated. */
        boolean reported();
    }
}
