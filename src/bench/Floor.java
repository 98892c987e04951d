import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import org.postgresql.util.PGobject;

/**
 * The least that a Java server can do for a query: it reads the variables from the request, runs one fixed statement,
 * and sends the result. There is no GraphQL, no routing and no framework. {@code POST /q1-person} takes a GraphQL
 * request, reads only its {@code variables}, and runs {@code queries/q1-person/floor.sql}. {@code $slug} in a statement
 * is the variable {@code slug}.
 *
 * <p>Run it with the class path of the built application, so that both servers have the same Vert.x and the same
 * driver:
 * <pre>
 * java -cp 'target/quarkus-app/lib/main/*:target/quarkus-app/lib/boot/*' src/bench/Floor.java \
 *     PORT QUERIES_FOLDER CONNECTIONS JDBC_URL USER PASSWORD
 * </pre>
 */
public class Floor {

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        int connections = Integer.parseInt(args[2]);
        // Parameters without types would cost a second message for each execution, see types().
        Map<String, Statement> statements;
        try (Connection connection = DriverManager.getConnection(args[3], args[4], args[5])) {
            statements = statements(Path.of(args[1]), connection);
        }
        // A statement stays with its connection, so it is parsed and planned once for each. The connection used last is
        // used next: its backend is still in the processor's caches.
        BlockingDeque<Map<String, PreparedStatement>> pool = new LinkedBlockingDeque<>();
        for (int i = 0; i < connections; i++) {
            Connection connection = DriverManager.getConnection(
                    args[3] + "?prepareThreshold=1&options=-c%20jit=off", args[4], args[5]);
            Map<String, PreparedStatement> prepared = new HashMap<>();
            for (Map.Entry<String, Statement> statement : statements.entrySet()) {
                prepared.put(statement.getKey(), connection.prepareStatement(statement.getValue().sql));
            }
            pool.add(prepared);
        }
        Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(connections));
        vertx.deployVerticle(
                        () -> new Server(port, statements, pool),
                        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private static Map<String, Statement> statements(Path queries, Connection connection)
            throws IOException, SQLException {
        Map<String, Statement> statements = new HashMap<>();
        try (Stream<Path> folders = Files.list(queries)) {
            for (Path folder : folders.toList()) {
                Path file = folder.resolve("floor.sql");
                if (Files.exists(file)) {
                    Statement statement = Statement.parse(Files.readString(file), connection);
                    statements.put(folder.getFileName().toString(), statement);
                }
            }
        }
        return statements;
    }

    /**
     * A statement with a question mark for each parameter, and the names of the variables and the types of PostgreSQL
     * in their order.
     */
    private record Statement(String sql, List<String> variables, List<String> types) {

        private static final Pattern VARIABLE = Pattern.compile("\\$([a-z]\\w*)");

        static Statement parse(String text, Connection connection) throws SQLException {
            // A comment may mention a variable, which would become another parameter.
            String sql = text.replaceAll("(?m)^\\s*--.*$", "");
            List<String> variables = new ArrayList<>();
            Matcher matcher = VARIABLE.matcher(sql);
            while (matcher.find()) {
                variables.add(matcher.group(1));
            }
            sql = VARIABLE.matcher(sql).replaceAll("?");
            return new Statement(sql, variables, types(sql, connection));
        }

        /**
         * PostgreSQL infers the types. The driver can ask for them when it executes a statement, too. It then has the
         * description of the result, and before each execution it waits for an answer to a message of its own, because
         * a result with texts could be long.
         */
        private static List<String> types(String sql, Connection connection) throws SQLException {
            List<String> types = new ArrayList<>();
            try (PreparedStatement prepared = connection.prepareStatement(sql)) {
                ParameterMetaData parameters = prepared.getParameterMetaData();
                for (int i = 1; i <= parameters.getParameterCount(); i++) {
                    types.add(parameters.getParameterTypeName(i));
                }
            }
            return types;
        }
    }

    private static final class Server extends AbstractVerticle {

        private final int port;
        private final Map<String, Statement> statements;
        private final BlockingDeque<Map<String, PreparedStatement>> pool;

        Server(int port, Map<String, Statement> statements, BlockingDeque<Map<String, PreparedStatement>> pool) {
            this.port = port;
            this.statements = statements;
            this.pool = pool;
        }

        @Override
        public void start() {
            vertx.createHttpServer().requestHandler(this::handle).listen(port, "127.0.0.1").onFailure(failure -> {
                failure.printStackTrace();
                System.exit(1);
            });
        }

        private void handle(HttpServerRequest request) {
            String query = request.path().substring(1);
            Statement statement = statements.get(query);
            if (statement == null) {
                request.response().setStatusCode(404).end();
                return;
            }
            // JDBC blocks, so it goes to a worker thread; false: requests need not wait for each other.
            request.body()
                    .compose(body -> vertx.executeBlocking(() -> answer(query, statement, body), false))
                    .onSuccess(answer -> request.response()
                            .putHeader("Content-Type", "application/json; charset=utf-8")
                            .end(answer))
                    .onFailure(failure -> request.response().setStatusCode(500).end(failure.toString()));
        }

        private Buffer answer(String query, Statement statement, Buffer body)
                throws SQLException, InterruptedException {
            JsonObject variables = body.toJsonObject().getJsonObject("variables");
            Map<String, PreparedStatement> connection = pool.takeFirst();
            try {
                PreparedStatement prepared = connection.get(query);
                for (int i = 0; i < statement.variables.size(); i++) {
                    PGobject value = new PGobject();
                    value.setType(statement.types.get(i));
                    value.setValue(variables.getString(statement.variables.get(i)));
                    prepared.setObject(i + 1, value);
                }
                try (ResultSet row = prepared.executeQuery()) {
                    row.next();
                    return Buffer.buffer(row.getBytes(1));
                }
            } finally {
                pool.addFirst(connection);
            }
        }
    }
}
