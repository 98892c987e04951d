package org.onrecord.k8s;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The settings that the service has unless the manifests change them. */
final class ApplicationProperties {

    private static final Properties ALL = new Properties();

    static {
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            ALL.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ApplicationProperties() {}

    static String get(String name) {
        String value = ALL.getProperty(name);
        if (value == null) {
            throw new AssertionError("application.properties does not set " + name);
        }
        return value;
    }
}
