package org.onrecord.pages.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;

/**
 * The texts of pages in one language, {@code pages/messages_en.properties} for example.
 *
 * @param language BCP 47
 */
public record Messages(String language, Properties texts) {

    /** The key of the attribute of a template. */
    public static final String KEY = "onrecord.messages";

    /** The first is the default. */
    private static final Map<String, Messages> ALL = new LinkedHashMap<>();

    static {
        Stream.of("en", "de").forEach(language -> ALL.put(language, new Messages(language, texts(language))));
    }

    private static Properties texts(String language) {
        String name = "/pages/messages_" + language + ".properties";
        try (InputStream file = Messages.class.getResourceAsStream(name)) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Messages in(String language) {
        return ALL.get(language);
    }

    /** The messages in the language that a client prefers (RFC 9110, 12.5.4). */
    public static Messages of(RoutingContext context) {
        return context.acceptableLanguages().stream()
                .filter(language -> language.weight() > 0)
                .map(LanguageHeader::tag)
                .filter(ALL::containsKey)
                .findFirst()
                .map(ALL::get)
                .orElseGet(() -> ALL.values().iterator().next());
    }

    /**
     * A text. {@code {0}} is the place of an argument. If the first argument is the number 1, the text is that of the
     * key with {@code .one}, if there is one.
     */
    public String text(String key, Object... arguments) {
        String text = texts.getProperty(
                arguments.length > 0 && arguments[0] instanceof Number number && number.longValue() == 1
                        ? key + ".one"
                        : key);
        if (text == null) {
            text = texts.getProperty(key);
        }
        if (text == null) {
            throw new IllegalArgumentException("No message has the key " + key);
        }
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", formatted(arguments[i]));
        }
        return text;
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    private String formatted(Object argument) {
        return argument instanceof Number number ? number(number.longValue()) : String.valueOf(argument);
    }

    /**
     * The name of a language; the tag if the texts have no name for it.
     *
     * @param tag BCP 47
     */
    public String languageName(String tag) {
        return texts.getProperty("language." + tag, tag);
    }

    /** A number with a separator between each three digits. */
    public String number(long number) {
        return Long.toString(number).replaceAll("(?<=\\d)(?=(\\d{3})+$)", text("number.separator"));
    }

    /**
     * A date in words.
     *
     * @param date ISO 8601: a date, a year with a month, or a time
     * @param precision DAY, MONTH or YEAR
     */
    public String date(String date, String precision) {
        LocalDate day = LocalDate.parse(date.length() == 7 ? date + "-01" : date.substring(0, 10));
        String month = text("month." + day.getMonthValue());
        return switch (precision) {
            case "YEAR" -> String.valueOf(day.getYear());
            case "MONTH" -> text("date.month", month, String.valueOf(day.getYear()));
            default -> text("date.day", String.valueOf(day.getDayOfMonth()), month, String.valueOf(day.getYear()));
        };
    }
}
