import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * The least that a Java server can do for the flagship query: it reads the slug from the request, runs one fixed
 * statement, and sends the result. There is no GraphQL, no routing and no framework. {@code POST /floor} takes a
 * GraphQL request and reads only {@code variables.slug}.
 *
 * <p>Run it with the class path of the built application, so that both servers have the same Vert.x and the same
 * driver:
 * <pre>
 * java -cp 'target/quarkus-app/lib/main/*:target/quarkus-app/lib/boot/*' src/bench/Floor.java \
 *     PORT SQL_FILE JDBC_URL USER PASSWORD
 * </pre>
 */
public class Floor {

    /** As many as quarkus.datasource.jdbc.max-size gives the application. */
    private static final int CONNECTIONS = 16;

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        String sql = withoutComments(Files.readString(Path.of(args[1]))).replace("$1", "?");
        // A statement stays with its connection, so it is parsed and planned once for each. The connection used last is
        // used next: its backend is still in the processor's caches.
        BlockingDeque<PreparedStatement> statements = new LinkedBlockingDeque<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            statements.add(DriverManager.getConnection(args[2] + "?prepareThreshold=1", args[3], args[4])
                    .prepareStatement(sql));
        }
        Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(CONNECTIONS));
        vertx.deployVerticle(
                        () -> new Server(port, statements),
                        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    /** Removes the comments of floor.sql. They contain {@code $1}, which would become another parameter. */
    private static String withoutComments(String sql) {
        return sql.replaceAll("(?m)^--.*\n", "");
    }

    private static final class Server extends AbstractVerticle {

        private final int port;
        private final BlockingDeque<PreparedStatement> statements;

        Server(int port, BlockingDeque<PreparedStatement> statements) {
            this.port = port;
            this.statements = statements;
        }

        @Override
        public void start() {
            vertx.createHttpServer().requestHandler(this::handle).listen(port, "127.0.0.1").onFailure(failure -> {
                failure.printStackTrace();
                System.exit(1);
            });
        }

        private void handle(HttpServerRequest request) {
            if (!request.path().equals("/floor")) {
                request.response().setStatusCode(404).end();
                return;
            }
            // JDBC blocks, so it goes to a worker thread; false: requests need not wait for each other.
            request.body()
                    .compose(body -> vertx.executeBlocking(() -> answer(body), false))
                    .onSuccess(answer -> request.response()
                            .putHeader("Content-Type", "application/json; charset=utf-8")
                            .end(answer))
                    .onFailure(failure -> request.response().setStatusCode(500).end(failure.toString()));
        }

        private Buffer answer(Buffer body) throws SQLException, InterruptedException {
            String slug = body.toJsonObject().getJsonObject("variables").getString("slug");
            PreparedStatement statement = statements.takeFirst();
            try {
                statement.setString(1, slug);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return Buffer.buffer(row.getBytes(1));
                }
            } finally {
                statements.addFirst(statement);
            }
        }
    }
}
