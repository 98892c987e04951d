package org.onrecord.url;

import java.util.List;
import java.util.Locale;

import jakarta.inject.Singleton;

import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;

/** The query parameters that do not identify a page. */
@Singleton
@Unremovable
final class TrackingParameters {

    private static final String WILDCARD = "*";

    private final List<String> names;

    TrackingParameters(UrlConfig config) {
        names = config.trackingParameters().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Inputs are records, which no container injects into. */
    static TrackingParameters configured() {
        return Arc.container().instance(TrackingParameters.class).get();
    }

    boolean contains(String parameter) {
        String lowerCase = parameter.toLowerCase(Locale.ROOT);
        return names.stream()
                .anyMatch(name -> name.endsWith(WILDCARD)
                        ? lowerCase.startsWith(name.substring(0, name.length() - WILDCARD.length()))
                        : lowerCase.equals(name));
    }
}
