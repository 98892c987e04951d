package org.onrecord.resource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.address.ClientAddress;
import org.onrecord.database.ReadConnections;
import org.onrecord.database.ReadTarget;
import org.onrecord.http.Client;
import org.onrecord.http.ClientQueue;
import org.onrecord.http.response.HttpCaching;
import org.onrecord.http.response.HttpCaching.Validator;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.execution.ConditionalRead;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * Executes the SQL statements of resources that no GraphQL query can read. They have the same place in the queue of the
 * client as the queries of {@link ResourceExecutor}.
 */
@Singleton
public final class StatementExecutor {

    private final ReadConnections connections;
    private final ClientQueue queue;
    private final HttpCaching caching;
    private final ClientAddress address;

    StatementExecutor(ReadConnections connections, ClientQueue queue, HttpCaching caching, ClientAddress address) {
        this.connections = connections;
        this.queue = queue;
        this.caching = caching;
        this.address = address;
    }

    /**
     * Executes the statement of a representation. If the client has the representation already, the statement reads
     * nothing.
     *
     * @param sql a SELECT of one JSON object, with a question mark for each value
     * @param representation see {@link ResourceExecutor#readIfChanged}
     */
    public ReadResult readIfChanged(RoutingContext context, String sql, List<Object> values, String representation) {
        JsonObject request = JSON_PROVIDER
                .createObjectBuilder()
                .add("query", sql)
                .add("variables", values.toString())
                .build();
        Validator validator = caching.validator(
                request, representation, context.request().headers().getAll(HttpHeaders.IF_NONE_MATCH));
        String client = Client.name(context.get(Authorizer.IDENTITY), address.of(context.request()));
        byte[] json = queue.execute(
                client,
                () -> connections.read(
                        ReadTarget.REPLICA,
                        null,
                        connection -> execute(connection, sql, values, validator.revalidation())));
        return ReadResult.of(json, validator);
    }

    /** @return null if the client has the result */
    private static byte[] execute(Connection connection, String sql, List<Object> values, ConditionalRead condition)
            throws SQLException {
        // PostgreSQL evaluates only the branch of a CASE that it takes, and the subquery in it.
        String conditional = "SELECT version, CASE WHEN version <> ALL (?) THEN (" + sql + ") END"
                + " FROM (SELECT coalesce(sum(version), 0)::bigint AS version FROM graph_version) graph";
        try (PreparedStatement statement = connection.prepareStatement(conditional)) {
            statement.setArray(
                    1,
                    connection.createArrayOf("bigint", condition.versions(sql).toArray()));
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 2, values.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                condition.found(sql, row.getLong(1));
                return row.getBytes(2);
            }
        }
    }
}
