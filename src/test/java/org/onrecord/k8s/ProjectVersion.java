package org.onrecord.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The version of pom.xml, of which there are images when it is no snapshot any more. */
final class ProjectVersion {

    private static final Pattern VERSION = Pattern.compile("<version>([^<]+?)(-SNAPSHOT)?</version>");

    private ProjectVersion() {}

    static String get() throws IOException {
        return VERSION.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
