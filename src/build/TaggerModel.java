import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Converts the part-of-speech model of Apache OpenNLP (Maven artifact org.apache.opennlp:opennlp-models-pos-en:1.3.0,
 * Apache License 2.0) to the model file of {@code org.onrecord.reading.text.Tagger}: {@code java TaggerModel.java JAR
 * src/main/resources/reading/en/tagger.tsv.gz}. The first line of the file has the tags. Each other line has a feature
 * and, for each tag with a weight, its index and the weight in hundredths.
 */
final class TaggerModel {

    public static void main(String[] arguments) throws IOException {
        byte[] bin = entry(Files.newInputStream(Path.of(arguments[0])), ".bin");
        List<String> lines = convert(entry(new ByteArrayInputStream(bin), "pos.model"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] entry(InputStream archive, String suffix) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(suffix)) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new IOException("The archive has no " + suffix);
    }

    /** Reads the binary format of a maximum entropy model: tags, groups of features with the same tags, weights. */
    private static List<String> convert(byte[] model) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(model));
        in.readUTF();
        in.readInt();
        in.readDouble();
        List<String> tags = strings(in);
        List<String> groups = strings(in);
        List<String> features = strings(in);
        TreeMap<String, String> lines = new TreeMap<>();
        int next = 0;
        for (String group : groups) {
            String[] numbers = group.split(" ");
            for (int i = 0; i < Integer.parseInt(numbers[0]); i++) {
                StringBuilder weights = new StringBuilder();
                for (int j = 1; j < numbers.length; j++) {
                    long weight = Math.round(100 * in.readDouble());
                    if (weight != 0) {
                        weights.append('\t').append(numbers[j]).append(' ').append(weight);
                    }
                }
                String feature = features.get(next++);
                if (weights.length() > 0) {
                    lines.put(feature, feature + weights);
                }
            }
        }
        List<String> all = new ArrayList<>();
        all.add(String.join("\t", tags));
        all.addAll(lines.values());
        return all;
    }

    private static List<String> strings(DataInputStream in) throws IOException {
        List<String> strings = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            strings.add(in.readUTF());
        }
        return strings;
    }
}
