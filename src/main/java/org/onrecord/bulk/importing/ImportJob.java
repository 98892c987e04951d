package org.onrecord.bulk.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** Imports a file: {@code --import FILE}, or {@code --import -} for standard input. */
@Singleton
public class ImportJob {

    private static final String STANDARD_INPUT = "-";

    private final Importer importer;

    ImportJob(Importer importer) {
        this.importer = importer;
    }

    /**
     * Prints progress and errors to standard error, and the result to standard output.
     *
     * @param read whether the quotes of articles without appearances are read
     * @return the exit status: 0 if all lines were written, 1 if some failed, 2 if the import broke off
     */
    public int run(String file, boolean read) {
        ImportReport report = importer.newReport();
        boolean isStandardInput = STANDARD_INPUT.equals(file);
        try (InputStream in = isStandardInput ? System.in : Files.newInputStream(Path.of(file));
                ImportProgress progress =
                        ImportProgress.start(report, isStandardInput ? 0 : Files.size(Path.of(file)))) {
            importer.run(progress.counting(in), 1, read, null, report);
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
