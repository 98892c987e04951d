package org.onrecord.websocket;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventReadsTest {

    private final EventReads reads = new EventReads(4, 2);
    private final List<String> started = new ArrayList<>();

    private void start(String client, int count) {
        for (int i = 0; i < count; i++) {
            reads.start(client, () -> started.add(client));
        }
    }

    @Test
    void oneClientHasHalfOfTheReads() {
        start("a", 10);

        assertThat(started).containsExactly("a", "a");
        start("b", 1);
        assertThat(started).containsExactly("a", "a", "b");
    }

    @Test
    void clientsTakeTurns() {
        start("a", 10);
        start("b", 3);
        start("c", 2);
        assertThat(started).containsExactly("a", "a", "b", "b");
        started.clear();

        reads.end("a");
        reads.end("b");
        reads.end("a");
        reads.end("b");

        assertThat(started).containsExactly("a", "b", "c", "a");
    }

    @Test
    void allReadsStartInTheEnd() {
        start("a", 100);
        start("b", 100);
        for (int ended = 0; ended < started.size(); ended++) {
            reads.end(started.get(ended));
        }

        assertThat(started).hasSize(200);
    }
}
