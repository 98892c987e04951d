package org.onrecord.websocket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.Management;
import org.onrecord.PostgresServer;
import org.onrecord.TestProfiles;
import org.onrecord.security.TestIssuer;
import org.onrecord.subscription.Newsroom;
import org.onrecord.websocket.FrameClient.Frame;
import org.onrecord.websocket.Socket.Closed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The protocol graphql-transport-ws, its limits and its access rules. */
@QuarkusTest
@TestProfile(TestProfiles.Tight.class)
class WebSocketTest {

    private static final String SUBSCRIPTION = "subscription { articlePublished { url } }";

    @AfterEach
    void nothingIsLeft() throws SQLException {
        Newsroom.clear();
        Newsroom.awaitConnections(0);
        Newsroom.awaitSubscriptions(0);
    }

    // The protocol

    @Test
    void answersAQueryOnceAndCompletesIt() {
        try (Socket socket = Socket.connect()) {
            socket.subscribe(
                    "q",
                    "query($slug: String) { person(slug: $slug) { name } version }",
                    Map.of("slug", "vladimir-putin"));

            assertThat(socket.event("q").getString("person.name")).isEqualTo("Vladimir Putin");
            assertThat(socket.next()).isEqualTo("{\"id\":\"q\",\"type\":\"complete\"}");
            socket.subscribe("q", "{ version }"); // The id can be used again.
            assertThat(socket.event("q").getString("version")).isNotEmpty();
        }
    }

    @Test
    void closesAConnectionOnWhichAMessageDoesNotEnd() {
        try (Socket socket = Socket.connect()) {
            socket.sendFragment("{\"type\":");
            assertThat(socket.closed()).isEqualTo(new Closed(4290, "Too slow: a message took more than 2000 ms"));
        }
    }

    @Test
    void controlFramesDoNotExtendTheTimeOfAMessage() {
        try (Socket socket = Socket.connect()) {
            socket.sendFragment("{\"type\":");
            socket.sendPingFrame();
            assertThat(socket.closed()).isEqualTo(new Closed(4290, "Too slow: a message took more than 2000 ms"));
        }
    }

    @Test
    void theTimeOfAMessageEndsWithItsLastFragment() {
        try (Socket socket = Socket.connect()) {
            for (int i = 0; i < 3; i++) {
                socket.sendFragment("{\"type\":");
                socket.send("\"ping\"}");
                assertThat(socket.next()).isEqualTo("{\"type\":\"pong\"}");
            }
            socket.sendFragment("{\"type\":");
            assertThat(socket.closed()).isEqualTo(new Closed(4290, "Too slow: a message took more than 2000 ms"));
        }
    }

    @Test
    void aQueryWithAConsistencyTokenReadsTheWrite() {
        try (Socket socket = Socket.connect(RestAssured.port, TestIssuer.token("editor"))) {
            socket.subscribe(
                    "m",
                    "mutation { createPerson(input: {slug: \"the-minister\", name: \"The Minister\"})"
                            + " { person { id } } }");
            String token = socket.nextJson().getString("payload.extensions.consistencyToken");
            assertThat(socket.next()).isEqualTo("{\"id\":\"m\",\"type\":\"complete\"}");
            socket.send("{\"type\":\"subscribe\",\"id\":\"q\",\"payload\":"
                    + "{\"query\":\"{ person(slug: \\\"the-minister\\\") { name } }\","
                    + "\"extensions\":{\"consistencyToken\":\"" + token + "\"}}}");
            assertThat(socket.event("q").getString("person.name")).isEqualTo("The Minister");
        }
    }

    @Test
    void answersPingsBeforeConnectionInit() {
        try (Socket socket = Socket.open()) {
            socket.expectNothing();
            socket.send("{\"type\":\"ping\",\"payload\":{\"sent\":1}}");
            assertThat(socket.next()).isEqualTo("{\"type\":\"pong\",\"payload\":{\"sent\":1}}");
            socket.send("{\"type\":\"pong\"}");
            socket.expectNothing();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{}",
                "{\"type\":1}",
                "{\"type\":\"next\",\"id\":\"1\",\"payload\":{}}",
                "{\"type\":\"start\",\"id\":\"1\"}",
                "{\"type\":\"subscribe\",\"payload\":{\"query\":\"{ version }\"}}",
                "{\"type\":\"subscribe\",\"id\":1,\"payload\":{\"query\":\"{ version }\"}}",
                "{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{ version }\"}}",
                "{\"type\":\"subscribe\",\"id\":\"1\"}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{}}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":1}}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ version }\",\"variables\":[]}}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ version }\","
                        + "\"extensions\":{\"consistencyToken\":\"x\"}}}",
                "{\"type\":\"ping\",\"payload\":{\"x\":1e99999999999}}",
                "{\"type\":\"complete\"}"
            })
    void closesTheConnectionForAnInvalidMessage(String message) {
        try (Socket socket = Socket.connect()) {
            socket.send(message);

            Closed closed = socket.closed();
            assertThat(closed.code()).isEqualTo(4400);
            assertThat(closed.reason()).startsWith("Invalid message: ").doesNotContain("Exception", "org.");
        }
    }

    @Test
    void closesTheConnectionForAnInvalidInitPayload() {
        for (String payload : new String[] {"1", "[]", "\"x\"", "{\"Authorization\":1}"}) {
            try (Socket socket = Socket.open()) {
                socket.send("{\"type\":\"connection_init\",\"payload\":" + payload + "}");
                assertThat(socket.closed().code()).isEqualTo(4400);
            }
        }
    }

    @Test
    void rejectsSubscribeBeforeConnectionInit() {
        try (Socket socket = Socket.open()) {
            socket.subscribe("1", SUBSCRIPTION);
            assertThat(socket.closed().code()).isEqualTo(4401);
        }
    }

    @Test
    void closesTheConnectionWithoutTheSubprotocol() {
        try (Socket socket = Socket.open(Socket.url(RestAssured.port), null, Map.of())) {
            assertThat(socket.closed())
                    .isEqualTo(new Closed(4406, "Subprotocol not acceptable: use graphql-transport-ws"));
        }
    }

    @Test
    void closesTheConnectionWithoutConnectionInit() {
        try (Socket socket = Socket.open()) {
            assertThat(socket.closed()).isEqualTo(new Closed(4408, "Connection initialisation timeout"));
        }
    }

    @Test
    void rejectsTheIdOfARunningOperation() {
        try (Socket socket = Socket.connect()) {
            socket.subscribe("1", SUBSCRIPTION);
            socket.subscribe("1", SUBSCRIPTION);
            assertThat(socket.closed()).isEqualTo(new Closed(4409, "Subscriber for 1 already exists"));
        }
    }

    @Test
    void rejectsASecondConnectionInit() {
        try (Socket socket = Socket.connect()) {
            socket.sendInit(null);
            assertThat(socket.closed()).isEqualTo(new Closed(4429, "Too many initialisation requests"));
        }
    }

    // Limits

    @Test
    void limitsTheLengthOfAnId() {
        try (Socket socket = Socket.connect()) {
            String longest = "x".repeat(128);
            socket.subscribe(longest, "{ version }");
            assertThat(socket.event(longest).getString("version")).isNotEmpty();
            assertThat(socket.nextJson().getString("type")).isEqualTo("complete");
            socket.subscribe(longest + "x", "{ version }");
            assertThat(socket.closed())
                    .isEqualTo(new Closed(4400, "Invalid message: `id` must be a string of 1 to 128 characters"));
        }
    }

    @Test
    void limitsWhatASubscriptionKeeps() {
        String query =
                "subscription($text: String) { articlePublished(filter: {headline: {contains: $text}})" + " { url } }";
        try (Socket socket = Socket.connect()) {
            socket.subscribe("1", query, Map.of("text", "x".repeat(16_000)));
            Newsroom.awaitSubscriptions(1);
            socket.subscribe("2", query, Map.of("text", "x".repeat(16_384)));
            JsonPath error = socket.nextJson();
            assertThat(error.getString("id")).isEqualTo("2");
            assertThat(error.getString("payload[0].extensions.code")).isEqualTo("BAD_USER_INPUT");
            assertThat(error.getString("payload[0].message"))
                    .startsWith("The query and the variables of a subscription may have 16384 characters as JSON");
        }
    }

    @Test
    void sendsTheErrorsOfHttp() {
        Map<String, String> codes = Map.of(
                "subscription { articlePublished { url }",
                "GRAPHQL_PARSE_FAILED",
                "subscription { articlePublished { nothing } }",
                "GRAPHQL_VALIDATION_FAILED",
                "subscription { articlePublished { url } quotePublished { text } }",
                "GRAPHQL_VALIDATION_FAILED",
                "subscription { __typename }",
                "GRAPHQL_VALIDATION_FAILED",
                "subscription { articlePublished(filter: {url: null}) { url } }",
                "BAD_USER_INPUT",
                "subscription { articlePublished { appearances(first: 101) { totalCount } } }",
                "PAGE_SIZE_LIMIT_EXCEEDED",
                "subscription { articlePublished { " + "isBasedOn { ".repeat(20) + "url" + " }".repeat(22),
                "DEPTH_LIMIT_EXCEEDED",
                "subscription { quotePublished { a: appearances(first: 5) { nodes { article { url } } }"
                        + " b: appearances(first: 5) { nodes { article { url } } }"
                        + " c: appearances(first: 5) { nodes { article { url } } } } }",
                "COST_LIMIT_EXCEEDED",
                "mutation { publishArticle(input: {url: \"https://example.org/live/ws\","
                        + " headline: \"H\", publisher: \"P\","
                        + " inLanguage: \"en\", datePublished: \"2018-07-16T12:00:00Z\"}) { changed } }",
                "UNAUTHENTICATED",
                "subscription { articlePublished { history { actor } } }",
                "UNAUTHENTICATED");
        try (Socket socket = Socket.connect()) {
            codes.forEach((query, code) -> {
                socket.subscribe("1", query);
                JsonPath error = socket.nextJson();
                assertThat(error.getString("type")).as(query).isEqualTo("error");
                assertThat(error.getString("id")).isEqualTo("1");
                assertThat(error.getString("payload[0].extensions.code"))
                        .as(query)
                        .isEqualTo(code);
                assertThat(error.getString("payload[0].extensions.requestId")).isNotEmpty();
            });
        }
    }

    @Test
    void rejectsASubscriptionOverHttp() {
        Response response = GraphQL.post(SUBSCRIPTION, Map.of(), null);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.jsonPath().getString("errors[0].extensions.code")).isEqualTo("BAD_REQUEST");
        assertThat(response.jsonPath().getString("errors[0].message")).contains("WebSocket", "graphql-transport-ws");
        assertThat(given().queryParam("query", SUBSCRIPTION)
                        .get("/graphql")
                        .jsonPath()
                        .getString("errors[0].message"))
                .contains("WebSocket");
    }

    @Test
    void limitsTheOperationsOfAConnection() {
        try (Socket socket = Socket.connect()) {
            socket.subscribe("1", SUBSCRIPTION);
            socket.subscribe("2", SUBSCRIPTION);
            Newsroom.awaitSubscriptions(2);
            socket.subscribe("3", SUBSCRIPTION);

            JsonPath error = socket.nextJson();
            assertThat(error.getString("id")).isEqualTo("3");
            assertThat(error.getString("payload[0].extensions.code")).isEqualTo("TOO_MANY_OPERATIONS");
            socket.complete("1");
            socket.subscribe("3", "{ version }");
            assertThat(socket.event("3").getString("version")).isNotEmpty();
        }
    }

    @Test
    void countsCompletedOperationsThatTheServiceStillExecutes() throws SQLException {
        String query = "{ person(slug: \"vladimir-putin\") { name } }";
        try (Socket socket = Socket.connect()) {
            try (Connection connection = PostgresServer.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE person IN ACCESS EXCLUSIVE MODE");
                for (String id : List.of("1", "2")) {
                    socket.subscribe(id, query);
                    socket.complete(id);
                }
                socket.subscribe("3", query);
                JsonPath error = socket.nextJson();
                assertThat(error.getString("id")).isEqualTo("3");
                assertThat(error.getString("payload[0].extensions.code")).isEqualTo("TOO_MANY_OPERATIONS");
                connection.rollback();
            }
            JsonPath answer;
            do {
                socket.subscribe("4", query);
                answer = socket.nextJson();
            } while (answer.getString("type").equals("error"));
            assertThat(answer.getString("payload.data.person.name")).isEqualTo("Vladimir Putin");
        }
    }

    @Test
    void limitsTheSubscriptionsOfAClient() {
        try (Socket one = Socket.connect();
                Socket two = Socket.connect();
                Socket three = Socket.connect()) {
            for (Socket socket : List.of(one, two)) {
                socket.subscribe("1", SUBSCRIPTION);
                socket.subscribe("2", SUBSCRIPTION);
            }
            Newsroom.awaitSubscriptions(4);
            three.subscribe("1", SUBSCRIPTION);
            JsonPath error = three.nextJson();
            assertThat(error.getString("type")).isEqualTo("error");
            assertThat(error.getString("payload[0].extensions.code")).isEqualTo("TOO_MANY_OPERATIONS");
            assertThat(error.getString("payload[0].message")).contains("at most 4 subscriptions");
            one.complete("1");
            Newsroom.awaitSubscriptions(3);
            three.subscribe("1", SUBSCRIPTION);
            Newsroom.awaitSubscriptions(4);
        }
    }

    @Test
    void limitsTheCostOfAnEvent() {
        try (Socket socket = Socket.connect()) {
            socket.subscribe(
                    "1",
                    "subscription { articlePublished { appearances(first: 5) { nodes { quote { text } } }"
                            + " coverage(first: 5) { nodes { event { name } } } } }");
            JsonPath error = socket.nextJson();
            assertThat(error.getString("payload[0].extensions.code")).isEqualTo("COST_LIMIT_EXCEEDED");
            assertThat(error.getString("payload[0].message"))
                    .contains("An event of this subscription", "20 are allowed");
        }
    }

    @Test
    void limitsTheConnections() {
        try (Socket one = Socket.connect();
                Socket two = Socket.connect();
                Socket three = Socket.connect()) {
            assertRefused(503, Map.of());
            one.expectNothing();
        }
    }

    @Test
    void closesTheConnectionForALongMessage() {
        try (Socket socket = Socket.connect()) {
            socket.subscribe("1", "{ version } #" + "x".repeat(110_000));
            assertThat(socket.closed().code()).isEqualTo(1009);
        }
    }

    // The memory of messages

    private static final String TOO_MANY_MESSAGES = "The service receives too many messages";

    @Test
    void givesUpTheSlowestMessagesWhenTheMemoryOfBodiesIsExhausted() {
        try (FrameClient one = FrameClient.connect(null);
                FrameClient two = FrameClient.connect(null);
                FrameClient three = FrameClient.connect(null)) {
            for (FrameClient slow : List.of(one, two)) {
                slow.beginMessage(" ".repeat(20_000));
                slow.withholdLastByte(" ".repeat(20_900));
            }
            three.beginMessage("{\"type\":\"ping\"}" + " ".repeat(20_700));
            List<String> closes = Stream.of(one, two)
                    .map(FrameClient::next)
                    .map(frame -> frame.payload().replaceFirst("^\\P{Print}*", ""))
                    .toList();
            assertThat(closes).filteredOn(TOO_MANY_MESSAGES::equals).hasSize(1);
            assertThat(three.next().payload())
                    .doesNotContain(TOO_MANY_MESSAGES); // It is too slow, as the other one is.
        }
    }

    @Test
    void keepsFewMessagesOfAClientThatDoesNotRead() {
        int before = closes(CloseCode.TRY_AGAIN_LATER);
        try (FrameClient client = FrameClient.connect(null)) {
            String message = "{\"type\":\"ping\",\"payload\":{\"text\":\"" + "x".repeat(20_000) + "\"}}";
            boolean open = true;
            while (open) {
                open = client.send(FrameClient.TEXT, message);
            }
        }
        Newsroom.awaitConnections(0);
        assertThat(closes(CloseCode.TRY_AGAIN_LATER)).isEqualTo(before + 1);
    }

    private static int closes(CloseCode code) {
        return closes().lines()
                .filter(line -> line.contains("code=\"" + code.code + "\""))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    // Control frames

    private static final String LONGEST = "x".repeat(125);

    /** More pings than buffers of the network have room for answers. */
    private static final int FLOOD = 250_000;

    @Test
    void answersEachPingOfAClientThatReads() {
        try (FrameClient client = FrameClient.connect(null)) {
            for (int i = 0; i < 1000; i++) {
                client.send(FrameClient.PING, "ping " + i);
                assertThat(client.next()).isEqualTo(new Frame(FrameClient.PONG, "ping " + i));
            }
        }
    }

    @Test
    void keepsNoAnswersForAClientThatPingsWithoutReading() {
        try (FrameClient client = FrameClient.connect(null)) {
            client.send(FrameClient.PING, LONGEST, FLOOD);
            client.send(FrameClient.PING, "last");
            int pongs = 0;
            for (Frame frame = client.next(); !frame.payload().equals("last"); frame = client.next()) {
                pongs += frame.opcode() == FrameClient.PONG ? 1 : 0;
            }
            assertThat(pongs).isBetween(1, FLOOD / 3);
            client.send(FrameClient.PING, "next");
            assertThat(client.next()).isEqualTo(new Frame(FrameClient.PONG, "next"));
        }
    }

    @Test
    void endsTheConnectionsOfClientsThatDoNotReadTheCloseFrame() throws InterruptedException {
        try (FrameClient invalid = FrameClient.connect(null);
                FrameClient closing = FrameClient.connect(null)) {
            invalid.send(FrameClient.PING, LONGEST, FLOOD);
            invalid.send(FrameClient.TEXT, "");
            closing.send(FrameClient.PING, LONGEST, FLOOD);
            closing.send(FrameClient.CLOSE, "");
            Instant end = Instant.now().plusSeconds(60);
            for (FrameClient client : List.of(invalid, closing)) {
                while (client.send(FrameClient.PONG, "")) {
                    assertThat(Instant.now()).as("The connection is open").isBefore(end);
                    Thread.sleep(100);
                }
            }
        }
    }

    @Test
    void doesNotNegotiateCompression() throws IOException {
        String answer = upgrade("Sec-WebSocket-Extensions: permessage-deflate");
        assertThat(answer).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
    }

    @Test
    void rejectsAnInvalidHandshake() throws IOException {
        assertThat(upgrade("Sec-WebSocket-Version: 1")).startsWith("HTTP/1.1 4");
    }

    /** Without a version it is a draft of the protocol. */
    @Test
    void rejectsAnotherVersionOfTheProtocol() throws IOException {
        for (String version : List.of("", "Sec-WebSocket-Version: 8", "Sec-WebSocket-Version: 0")) {
            assertThat(upgrade("Sec-WebSocket-Version:" + version.replaceFirst(".*:", "")))
                    .as(version)
                    .startsWith("HTTP/1.1 426")
                    .contains("ersion: 13");
        }
        assertThat(answer("GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Origin: http://localhost\r\nWebSocket-Protocol: graphql-transport-ws\r\n\r\n"))
                .startsWith("HTTP/1.1 426");
    }

    /** The head of the response to an upgrade request with an additional or a replaced header. */
    private static String upgrade(String header) throws IOException {
        List<String> headers = new ArrayList<>(List.of(
                "Host: localhost",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol: graphql-transport-ws"));
        headers.removeIf(one -> one.startsWith(header.replaceFirst(":.*", ":")));
        headers.add(header);
        return answer("GET /graphql HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    /** The head of the response to a request. */
    private static String answer(String request) throws IOException {
        try (java.net.Socket connection = new java.net.Socket("localhost", RestAssured.port)) {
            connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            for (String line = answer.readLine(); line != null && !line.isEmpty(); line = answer.readLine()) {
                head.append(line).append('\n');
            }
            return head.toString();
        }
    }

    // Access

    @Test
    void editorsReadTheHistory() {
        try (Socket editor = Socket.connect(RestAssured.port, TestIssuer.token("editor"));
                Socket reader = Socket.connect(RestAssured.port, TestIssuer.token())) {
            reader.subscribe("1", "subscription { articlePublished { history { actor } } }");
            assertThat(reader.nextJson().getString("payload[0].extensions.code"))
                    .isEqualTo("FORBIDDEN");
            editor.subscribe("1", "subscription { articlePublished { history { actor action } } }");
            Newsroom.awaitSubscriptions(1);

            Newsroom.publish("with-history", "History will tell");

            JsonPath event = editor.event("1");
            assertThat(event.getString("articlePublished.history.actor")).contains("reporter@example.org");
            assertThat(event.getString("articlePublished.history.action")).contains("CREATED");
        }
    }

    @Test
    void acceptsATokenInTheUpgradeRequest() {
        Map<String, String> header = Map.of("Authorization", "Bearer " + TestIssuer.token("editor"));
        try (Socket socket = Socket.open(Socket.url(RestAssured.port), "graphql-transport-ws", header)) {
            socket.sendInit(null);
            assertThat(socket.next()).isEqualTo("{\"type\":\"connection_ack\"}");
            socket.subscribe("1", "{ person(slug: \"vladimir-putin\") { history(first: 1) { actor } } }");
            assertThat(socket.nextJson().getString("type")).isEqualTo("next");
        }
    }

    @Test
    void editorsWrite() {
        try (Socket socket = Socket.connect(RestAssured.port, TestIssuer.token("editor"))) {
            socket.subscribe(
                    "m",
                    "mutation { publishArticle(input: {url: \"https://example.org/live/ws\", headline: \"H\","
                            + " publisher: \"P\", inLanguage: \"en\","
                            + " datePublished: \"2018-07-16T12:00:00Z\"}) { changed } }");
            assertThat(socket.event("m").getBoolean("publishArticle.changed")).isTrue();
        }
    }

    @Test
    void rejectsAnInvalidToken() {
        String expired = TestIssuer.signed(
                TestIssuer.claims("editor").expiresAt(Instant.now().minusSeconds(1)));
        String others = TestIssuer.signed(TestIssuer.claims("editor").audience("payroll"));
        for (String token : new String[] {"no token", expired, others}) {
            try (Socket socket = Socket.open()) {
                socket.sendInit(token);
                Closed closed = socket.closed();
                assertThat(closed.code()).isEqualTo(4403);
                assertThat(closed.reason()).startsWith("The access token is invalid");
            }
        }
    }

    @Test
    void closesTheConnectionWhenTheTokenExpires() {
        String token = TestIssuer.signed(
                TestIssuer.claims("editor").expiresAt(Instant.now().plusSeconds(8)));
        try (Socket socket = Socket.connect(RestAssured.port, token)) {
            socket.subscribe("1", SUBSCRIPTION);
            assertThat(socket.closed()).isEqualTo(new Closed(4403, "The access token has expired"));
        }
    }

    @Test
    void rejectsConnectionsOfOtherSites() {
        assertRefused(403, Map.of("Origin", "https://evil.example"));
        assertRefused(403, Map.of("Origin", "null"));
        assertRefused(403, Map.of("Origin", "http://localhost.evil.example:" + RestAssured.port));
        try (Socket socket = Socket.open(
                Socket.url(RestAssured.port),
                "graphql-transport-ws",
                Map.of("Origin", "http://localhost:" + RestAssured.port))) {
            socket.expectNothing();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5173", "https://127.0.0.1", "http://[::1]:3000"})
    void inDevelopmentPagesOfThisComputerMayConnect(String origin) {
        // A proxy may change Host: what counts is the origin.
        try (Socket socket =
                Socket.open(Socket.url(RestAssured.port), "graphql-transport-ws", Map.of("Origin", origin))) {
            socket.expectNothing();
        }
    }

    static void assertRefused(int status, Map<String, String> headers) {
        assertThatThrownBy(() -> Socket.open(Socket.url(RestAssured.port), "graphql-transport-ws", headers))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, rejected -> assertThat(
                                rejected.getResponse().statusCode())
                        .isEqualTo(status));
    }

    // Metrics

    @Test
    void countsConnectionsAndCloses() {
        try (Socket socket = Socket.connect()) {
            String metrics = Management.metrics();
            assertThat(metrics).containsPattern("(?m)^graphql_websocket_connections\\S* [1-3]\\.0$");
            socket.send("no message");
            socket.closed();
        }
        assertThat(Management.metrics())
                .containsPattern("(?m)^graphql_websocket_closes_total\\{code=\"4400\".*\\} [1-9]");
    }

    @Test
    void countsNoCloseIfTheConnectionIsLost() {
        String before = closes();
        Socket.connect().abort();
        Newsroom.awaitConnections(0);
        assertThat(closes()).isEqualTo(before);
    }

    private static String closes() {
        return Management.metrics()
                .lines()
                .filter(line -> line.startsWith("graphql_websocket_closes_total"))
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
