package org.onrecord.bulk;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.onrecord.PackagedService;
import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/** An export that the packaged service imports into an empty database is exported again as the same bytes. */
class RoundTripIT {

    @Test
    void exportsTheSameBytesAfterAnImport(@TempDir Path folder) throws Exception {
        Map<String, String> first = new HashMap<>(PostgresServer.createDatabase("round_trip_first"));
        first.put("ONRECORD_DEMO", "true");
        byte[] exported = export(first);
        assertThat(new String(exported, StandardCharsets.UTF_8)).contains("gru-indictment-2018", "In Helsinki, Putin");

        // In another order, many lines refer to later lines.
        List<String> lines = new ArrayList<>(
                new String(exported, StandardCharsets.UTF_8).lines().toList());
        Collections.shuffle(lines, new Random(2018));
        Path file = folder.resolve("graph.ndjson");
        Files.write(file, lines);

        Map<String, String> second = PostgresServer.createDatabase("round_trip_second");
        PackagedService job = PackagedService.launch(second, "--import", file.toString());
        assertThat(job.exitCode()).as(job.output()).isZero();
        assertThat(job.output()).contains("\"status\":\"done\"", "\"failed\":0", "\"written\":" + lines.size());
        assertThat(export(second)).isEqualTo(exported);

        Files.writeString(file, "{\"person\": {\"slug\": \"ok\", \"name\": \"Ok\"}}\nnot JSON\n");
        PackagedService wrong = PackagedService.launch(second, "--import", file.toString());
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.output()).contains("\"line\":2", "The line must be a JSON object");
        PackagedService missing = PackagedService.launch(
                second, "--import", folder.resolve("no-file").toString());
        assertThat(missing.exitCode()).isEqualTo(2);
    }

    private static byte[] export(Map<String, String> environment) {
        Map<String, String> open = new HashMap<>(environment);
        open.put("ONRECORD_EXPORT_OPEN", "true");
        try (PackagedService service = PackagedService.start(open)) {
            byte[] bytes = service.get("/export").asByteArray();
            assertThat(Arrays.equals(bytes, service.get("/export").asByteArray()))
                    .isTrue();
            return bytes;
        }
    }
}
