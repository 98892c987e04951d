import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the time at which Quarkus wrote a CycloneDX document by a fixed time, so that the same commit gives the same
 * bytes. Maven runs this program.
 *
 * <p>Arguments: the JSON file, and the time.
 */
public final class ReproducibleSbom {

    private static final Pattern TIMESTAMP = Pattern.compile("(\"timestamp\" : )\"[^\"]*\"");

    private ReproducibleSbom() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Matcher timestamp = TIMESTAMP.matcher(Files.readString(file));
        if (!timestamp.find()) {
            throw new IllegalStateException(file + " has no timestamp.");
        }
        Files.writeString(file, timestamp.replaceFirst("$1\"" + arguments[1] + "\""));
    }
}
