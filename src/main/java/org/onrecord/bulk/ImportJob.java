package org.onrecord.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** Imports a file and ends: {@code --import FILE}, or {@code --import -} for standard input. */
@Singleton
public class ImportJob {

    private static final String STANDARD_INPUT = "-";

    private final Importer importer;

    ImportJob(Importer importer) {
        this.importer = importer;
    }

    /**
     * Tells progress and errors on standard error, and the result on standard output.
     *
     * @return the exit status: 0 where all lines were written, 1 where some failed, 2 where it broke off
     */
    public int run(String file) {
        ImportReport report = importer.newReport();
        try (InputStream in = STANDARD_INPUT.equals(file) ? System.in : Files.newInputStream(Path.of(file));
                ProgressBar bar =
                        new ProgressBar(report, STANDARD_INPUT.equals(file) ? 0 : Files.size(Path.of(file)))) {
            importer.run(bar.counting(in), 1, null, report);
        } catch (IOException e) {
            System.err.println("Cannot read " + file + ": " + e.getMessage());
            return 2;
        }
        JsonObject result = report.result();
        for (JsonValue error : result.getJsonArray("errors")) {
            System.err.printf(
                    "line %d: %s%n",
                    error.asJsonObject().getJsonNumber("line").longValue(),
                    error.asJsonObject().getString("message"));
        }
        System.out.println(result);
        return !report.isComplete() ? 2 : report.failed() > 0 ? 1 : 0;
    }
}
