import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes generated people, events and articles as NDJSON for {@code POST /import}. Each run writes the same lines.
 *
 * <p>{@code java src/bench/GeneratedNews.java ARTICLES [SEED]}. There is one person for 20 articles and one event for
 * 50 articles. An article has about 1,500 characters, three quotes about two events, two mentions and one coverage. A
 * quarter of the quotes repeat a quote of the same person in an earlier article.
 */
public class GeneratedNews {

    private static final String SYLLABLES = "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no"
            + " pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo";
    private static final String[] ACTS = {"STATEMENT", "DENIAL", "ALLEGATION", "CRITICISM", "PROMISE"};
    private static final String[] TYPES = {"SUMMIT", "INDICTMENT", "TRIAL", "ELECTION", "PROTEST", "REPORT"};

    private final SplittableRandom random;
    private final List<String> words = new ArrayList<>();
    private final BufferedWriter out;

    GeneratedNews(long seed, BufferedWriter out) {
        this.random = new SplittableRandom(seed);
        this.out = out;
        String[] syllables = SYLLABLES.split(" ");
        SplittableRandom alphabet = new SplittableRandom(1);
        for (int i = 0; i < 8000; i++) {
            StringBuilder word = new StringBuilder();
            for (int n = 2 + alphabet.nextInt(3); n > 0; n--) {
                word.append(syllables[alphabet.nextInt(syllables.length)]);
            }
            words.add(word.toString());
        }
    }

    public static void main(String[] args) throws IOException {
        int articles = Integer.parseInt(args[0]);
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 0;
        try (BufferedWriter out =
                new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16)) {
            new GeneratedNews(seed, out).write(articles);
        }
    }

    private void write(int articles) throws IOException {
        int people = Math.max(10, articles / 20);
        int events = Math.max(5, articles / 50);
        for (int p = 0; p < people; p++) {
            line("{\"person\":{\"slug\":\"person-%d\",\"name\":\"%s %s\",\"description\":\"%s\"}}"
                    .formatted(p, capital(word()), capital(word()), sentence(5)));
        }
        for (int e = 0; e < events; e++) {
            String link = e == 0
                    ? ""
                    : ",\"links\":[{\"relation\":\"FOLLOWS\",\"event\":{\"slug\":\"event-%d\"}}]"
                            .formatted(random.nextInt(e));
            line(("{\"event\":{\"slug\":\"event-%d\",\"name\":\"%s\",\"type\":\"%s\",\"startDate\":\"%s\","
                            + "\"participants\":[{\"role\":\"DEFENDANT\",\"person\":{\"slug\":\"person-%d\"}}]%s}}")
                    .formatted(e, capital(sentence(4)), TYPES[e % TYPES.length], day(), random.nextInt(people), link));
        }
        for (int a = 0; a < articles; a++) {
            article(a, people, events);
        }
    }

    private void article(int number, int people, int events) throws IOException {
        StringBuilder body = new StringBuilder();
        StringBuilder appearances = new StringBuilder();
        int speaker = random.nextInt(people);
        for (int q = 0; q < 3; q++) {
            String text = q == 0 && random.nextInt(4) < 3
                    ? saying(speaker)
                    : capital(sentence(12)) + " " + number + " " + q;
            body.append(paragraph()).append(" “").append(text).append(",” said number ").append(speaker).append(". ");
            appearances
                    .append(q == 0 ? "" : ",")
                    .append(("{\"exact\":\"%s,\",\"quote\":{\"text\":\"%s\",\"type\":\"DIRECT\",\"speechAct\":\"%s\","
                                    + "\"speaker\":{\"slug\":\"person-%d\"},\"cue\":\"said\",\"spokenAt\":\"%s\","
                                    + "\"topics\":[{\"slug\":\"event-%d\"}]}}")
                            .formatted(
                                    text,
                                    text,
                                    ACTS[random.nextInt(ACTS.length)],
                                    speaker,
                                    day(),
                                    random.nextInt(events)));
        }
        body.append(paragraph());
        line(("{\"article\":{\"url\":\"https://news.example/%d\",\"headline\":\"%s\",\"publisher\":\"News %d\","
                        + "\"datePublished\":\"%sT12:00:00Z\",\"inLanguage\":\"en\",\"body\":\"%s\","
                        + "\"mentions\":[{\"rel\":\"ABOUT\",\"person\":{\"slug\":\"person-%d\"}},"
                        + "{\"rel\":\"MENTIONS\",\"person\":{\"slug\":\"person-%d\"}}],"
                        + "\"coverage\":[{\"slug\":\"event-%d\"}],\"appearances\":[%s]}}")
                .formatted(
                        number,
                        capital(sentence(8)),
                        random.nextInt(200),
                        day(),
                        body,
                        speaker,
                        (speaker + 1) % people,
                        random.nextInt(events),
                        appearances));
    }

    /** One of the few things that a person says again and again. */
    private String saying(int speaker) {
        SplittableRandom sayings = new SplittableRandom(speaker * 31L + random.nextInt(60));
        StringBuilder text = new StringBuilder("We");
        for (int i = 0; i < 10; i++) {
            text.append(' ').append(words.get(sayings.nextInt(words.size())));
        }
        return text.toString();
    }

    private String paragraph() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            text.append(capital(sentence(10))).append(". ");
        }
        return text.toString().strip();
    }

    private String sentence(int length) {
        StringBuilder text = new StringBuilder(word());
        for (int i = 1; i < length; i++) {
            text.append(' ').append(word());
        }
        return text.toString();
    }

    /** As in a language, some words are frequent and most are rare. */
    private String word() {
        double rank = random.nextDouble();
        return words.get((int) (rank * rank * rank * words.size()));
    }

    private String day() {
        return LocalDate.of(2015, 1, 1).plusDays(random.nextInt(4000)).toString();
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void line(String json) throws IOException {
        out.write(json);
        out.write('\n');
    }
}
