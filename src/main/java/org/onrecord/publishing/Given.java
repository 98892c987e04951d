package org.onrecord.publishing;

/** What is left out of an input stays as it is. */
final class Given {

    private Given() {}

    static <T> T or(T given, T known) {
        return given == null ? known : given;
    }
}
