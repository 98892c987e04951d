package org.onrecord;

/** The tier of the tests that runs: {@code ./mvnw verify}, or all tests, {@code ./mvnw verify -Pfull}. */
public final class Tier {

    private Tier() {}

    public static boolean isFull() {
        return Boolean.getBoolean("onrecord.test.full"); // Set in pom.xml.
    }
}
