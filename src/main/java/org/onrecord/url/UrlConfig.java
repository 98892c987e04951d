package org.onrecord.url;

import java.util.List;

import io.smallrye.config.ConfigMapping;

/** How URLs of articles are compared. */
@ConfigMapping(prefix = "onrecord.url")
interface UrlConfig {

    /**
     * The names of query parameters that do not identify a page, without regard to case. A {@code *} at the end stands
     * for any characters.
     */
    List<String> trackingParameters();
}
