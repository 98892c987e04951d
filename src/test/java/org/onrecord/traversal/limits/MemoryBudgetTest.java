package org.onrecord.traversal.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MemoryBudgetTest {

    private final MemoryBudget budget = new MemoryBudget(100);
    private final List<String> givenUp = new ArrayList<>();

    private MemoryBudget.Part waiting(String client, String name, long length) {
        MemoryBudget.Part part = budget.waiting(client, () -> givenUp.add(name));
        part.add(length);
        return part;
    }

    @Test
    void givesUpTheOldestOfTheClientThatHasMost() {
        waiting("a", "a1", 30);
        waiting("b", "b1", 20);
        waiting("b", "b2", 25);
        waiting("c", "c1", 50);
        assertThat(givenUp).containsExactly("b1", "a1");
    }

    @Test
    void waitsUntilTheOwnerHasFreedWhatWasGivenUp() throws Exception {
        MemoryBudget.Part slow = waiting("a", "a1", 80);
        MemoryBudget.Part working = budget.working();
        CompletableFuture<Boolean> reserved = CompletableFuture.supplyAsync(() -> working.await(60));
        assertThatThrownBy(() -> reserved.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(givenUp).containsExactly("a1");
        slow.close();
        assertThat(reserved.get(4, TimeUnit.SECONDS)).isTrue();
        assertThat(slow.reserve(1)).isFalse();
    }

    @Test
    void givesNothingUpIfTheServiceWorksOnTheRest() {
        assertThat(budget.working().reserve(90)).isTrue();
        waiting("a", "a1", 10);
        assertThat(budget.working().await(20)).isFalse();
        assertThat(budget.working().await(200)).isFalse();
        assertThat(givenUp).isEmpty();
    }

    @Test
    void aPartIsReleasedOnce() {
        MemoryBudget.Part part = budget.working();
        part.reserve(100);
        part.close();
        part.close();
        assertThat(budget.working().reserve(100)).isTrue();
        assertThat(budget.working().reserve(1)).isFalse();
    }
}
