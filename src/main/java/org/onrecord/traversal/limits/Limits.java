package org.onrecord.traversal.limits;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** The limits of a request. A request that exceeds one is rejected with the limit's own error code. */
@ConfigMapping(prefix = "onrecord.limits")
public interface Limits {

    /** The largest size of a request body. */
    MemorySize body();

    /** The memory of all request bodies: those that arrive, and those that wait for a worker thread. */
    MemorySize bodies();

    /** How long a body may take to arrive. Imports have no such limit. */
    Duration bodyTime();

    /** The most bytes of the data in a response, and of the events that are read for a subscription at once. */
    MemorySize response();

    /** The memory of all responses that clients have not received yet. */
    MemorySize responses();

    /** How deeply objects and lists may be nested in the JSON of a request. */
    int jsonDepth();

    Document document();

    /** The number of nodes on a page of a connection. */
    Sizes page();

    /** The number of groups in {@code groups}. */
    Sizes groups();

    Filter filter();

    /** The most values in {@code orderBy}. */
    int orderKeys();

    Cost cost();

    Client client();

    /** Whether clients may query the schema with introspection. */
    boolean introspection();

    /**
     * The longest time that PostgreSQL may work on one query, in PostgreSQL's notation: {@code 10s}, {@code 500ms}. The
     * connections set it as {@code statement_timeout}.
     */
    String statementTimeout();

    /** The longest time that PostgreSQL may work on one statement of a write, in PostgreSQL's notation. */
    String writeTimeout();

    /**
     * The longest time that a statement may wait for a lock, in PostgreSQL's notation: a write for another write of the
     * same nodes, and a query for whoever locks a whole table.
     */
    String lockTimeout();

    /** Limits of a GraphQL document, and of each operation in it after fragments are resolved. */
    interface Document {

        /** The most characters of a document. */
        int characters();

        /** The most tokens of a document: names, values and punctuators. */
        int tokens();

        /** The most fragment definitions of a document. */
        int fragments();

        /** How deeply fields may be nested. Fields below {@code __schema} and {@code __type} do not count. */
        int depth();

        /**
         * The most fields of an operation. Fields of a fragment count each time the fragment is spread; fields below
         * {@code __schema} and {@code __type} do not count.
         */
        int fields();

        /** The most fields of the query type in an operation. */
        int rootFields();

        /** The most fields with an alias in an operation. */
        int aliases();
    }

    /** The size of a list in the response. */
    interface Sizes {

        /** The size if the request gives none. */
        int defaultSize();

        /** The largest size that a request may give. */
        int maxSize();
    }

    /** Limits of one {@code filter} argument. */
    interface Filter {

        /** How deeply filters may be nested. */
        int depth();

        /** The most filters and comparisons. */
        int conditions();

        /** The most values in a list of values. */
        int values();
    }

    /** The operations of one client in a process: of a user with an access token, or of an address. */
    interface Client {

        /** The most operations that run at the same time. */
        int running();

        /** The most operations that wait until they may run. */
        int waiting();
    }

    /** The limit of the estimated cost, see {@link org.onrecord.traversal.cost.Cost}. */
    interface Cost {

        /** The highest estimate, in rows, with which a query runs. */
        long max();

        /** The highest estimate, in rows, of one event of a subscription. */
        long maxEvent();

        /** Whether responses report the estimated cost. */
        boolean reported();
    }
}
