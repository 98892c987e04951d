package org.onrecord.docs;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.utils.StringUtil;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.SettingsCheck;
import org.onrecord.error.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables of settings in the guides match the code and application.properties. */
class SettingsTest {

    private static final String PREFIX = "onrecord.";
    private static final String LIMITS = "onrecord.limits.";

    private static final Properties PROPERTIES = new Properties();
    private static final Set<String> SETTINGS = new TreeSet<>();

    static {
        Path classes = Path.of("target", "classes");
        try (Reader file = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"));
                Stream<Path> files = Files.walk(classes.resolve("org"))) {
            PROPERTIES.load(file);
            for (Path type : (Iterable<Path>) files.filter(it -> it.toString().endsWith(".class"))::iterator) {
                String name = classes.relativize(type).toString().replaceFirst("\\.class$", "");
                SETTINGS.addAll(
                        settings(Class.forName(name.replace('/', '.'), false, SettingsTest.class.getClassLoader())));
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The settings that a class reads: by a mapping, or each by its name. */
    private static List<String> settings(Class<?> type) {
        List<String> settings = new ArrayList<>();
        ConfigMapping mapping = type.getAnnotation(ConfigMapping.class);
        if (mapping != null) {
            addMapped(mapping.prefix(), type, settings);
        }
        Stream.of(type.getDeclaredFields())
                .map((Field field) -> field.getAnnotation(ConfigProperty.class))
                .filter(Objects::nonNull)
                .forEach(property -> settings.add(property.name()));
        Stream.of(type.getDeclaredConstructors())
                .flatMap((Constructor<?> constructor) -> Stream.of(constructor.getParameters()))
                .map((Parameter parameter) -> parameter.getAnnotation(ConfigProperty.class))
                .filter(Objects::nonNull)
                .forEach(property -> settings.add(property.name()));
        settings.removeIf(setting -> !setting.startsWith(PREFIX));
        return settings;
    }

    private static void addMapped(String prefix, Class<?> mapping, List<String> settings) {
        for (Method method : mapping.getDeclaredMethods()) {
            if (!method.isSynthetic()) {
                String name = prefix + "." + StringUtil.skewer(method.getName());
                if (method.getReturnType().isInterface() && method.getReturnType() != List.class) {
                    addMapped(name, method.getReturnType(), settings);
                } else {
                    settings.add(name);
                }
            }
        }
    }

    @Test
    void readsTheSettingsFromTheCode() {
        assertThat(SETTINGS)
                .contains("onrecord.limits.document.root-fields", "onrecord.access.issuer", "onrecord.public-url");
    }

    @Test
    void configurationListsEverySettingButLimits() {
        assertListed("configuration", setting -> !setting.startsWith(LIMITS));
    }

    @Test
    void limitsListsEveryLimit() {
        assertListed("limits", setting -> setting.startsWith(LIMITS));
    }

    private static void assertListed(String guide, Predicate<String> belongs) {
        List<String> listed = MarkdownPage.guide(guide).rows().stream()
                .map(SettingsTest::setting)
                .filter(name -> name != null && name.startsWith("ONRECORD_"))
                .toList();

        assertThat(listed)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(SETTINGS.stream()
                        .filter(belongs)
                        .map(SettingsTest::variable)
                        .toList());
    }

    /** The environment variable in a row of a table; null if it has none. */
    private static String setting(List<String> row) {
        return row.stream()
                .filter(cell -> cell.matches("`(ONRECORD|QUARKUS)_[A-Z_]+`"))
                .map(cell -> cell.replace("`", ""))
                .findFirst()
                .orElse(null);
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    @Test
    void defaultsAreThoseOfTheProperties() {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (String property : PROPERTIES.stringPropertyNames()) {
            if (!property.startsWith("%")) {
                String inProduction = value("%prod." + property, PROPERTIES.getProperty(property));
                String inDevelopment = value("%dev." + property, PROPERTIES.getProperty(property));
                boolean differs = property.startsWith(PREFIX) && !inDevelopment.equals(inProduction);
                defaults.put(
                        variable(property), inProduction + (differs ? "; " + inDevelopment + " in development" : ""));
            } else if (property.startsWith("%prod.")) {
                defaults.putIfAbsent(variable(property.substring("%prod.".length())), PROPERTIES.getProperty(property));
            }
        }
        for (MarkdownPage guide : List.of(MarkdownPage.guide("configuration"), MarkdownPage.guide("limits"))) {
            for (List<String> row : guide.rows()) {
                String setting = setting(row);
                if (setting != null && (setting.startsWith("ONRECORD_") || defaults.containsKey(setting))) {
                    String expected = defaults.getOrDefault(setting, "");
                    assertThat(row.get(1)).as(setting).isEqualToIgnoringCase(expected.startsWith("$") ? "" : expected);
                }
            }
        }
    }

    /** A setting whose default begins with a digit is a number, a size or a time. */
    @ParameterizedTest
    @ValueSource(strings = {"-1", "-1K", "many", "1Q", ""})
    void allNumbersSizesAndTimesAreChecked(String value) {
        List<String> unchecked = SETTINGS.stream()
                .filter(setting -> PROPERTIES.getProperty(setting, "").matches("\\d.*"))
                .filter(setting -> problem(Map.of(setting, value)) == null)
                .toList();

        assertThat(unchecked).isEmpty();
    }

    @Test
    void allSwitchesAreChecked() {
        List<String> switches = SETTINGS.stream()
                .filter(setting -> PROPERTIES.getProperty(setting, "").matches("true|false"))
                .toList();

        assertThat(switches).contains("onrecord.persisted-queries.only-registered");
        assertThat(switches)
                .allSatisfy(setting ->
                        assertThat(problem(Map.of(setting, "ture"))).contains("It must be one of true, false"))
                .allSatisfy(
                        setting -> assertThat(problem(Map.of(setting, "Yes"))).isNull());
    }

    @Test
    void theMessageNamesTheVariableAndTheAllowedValues() {
        assertThat(problem(Map.of("onrecord.import.writers", "0")))
                .isEqualTo("ONRECORD_IMPORT_WRITERS=0 is not allowed. It must be a number from 1.");
        assertThat(problem(Map.of("onrecord.limits.page.default-size", "101", "onrecord.limits.page.max-size", "100")))
                .isEqualTo("ONRECORD_LIMITS_PAGE_DEFAULT_SIZE=101 is not allowed. It must be a number from 1 to 100,"
                        + " which is the value of ONRECORD_LIMITS_PAGE_MAX_SIZE.");
        assertThat(problem(Map.of("onrecord.limits.response", "2M", "onrecord.limits.responses", "1M")))
                .contains("from 1 to 1048576 bytes, which is the value of ONRECORD_LIMITS_RESPONSES");
        assertThat(problem(Map.of("onrecord.live.keep-alive", "0S"))).contains("a duration, such as 10S or 1H, from 1");
        assertThat(problem(Map.of("onrecord.limits.statement-timeout", "0"))).contains("such as 10s or 500ms, from 1");
        assertThat(problem(Map.of("quarkus.datasource.jdbc.max-size", "0")))
                .startsWith("QUARKUS_DATASOURCE_JDBC_MAX_SIZE=0 ");
        assertThat(problem(Map.of("onrecord.live.max-connections", "0", "onrecord.limits.body", "64K")))
                .isNull();
    }

    /** The message of the check of the service; null if it accepts the settings. */
    private static String problem(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withInterceptors(new SettingsCheck())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        try {
            settings.keySet().forEach(config::getConfigValue);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static String value(String property, String otherwise) {
        return PROPERTIES.getProperty(property, otherwise);
    }

    @Test
    void propertiesSetNothingThatTheCodeDoesNotRead() {
        assertThat(PROPERTIES.stringPropertyNames().stream()
                        .map(property -> property.replaceFirst("^%[a-z,]+\\.", ""))
                        .filter(property -> property.startsWith(PREFIX)))
                .isNotEmpty()
                .isSubsetOf(SETTINGS);
    }

    @Test
    void limitsListsEveryCodeOfALimit() {
        Set<String> listed = MarkdownPage.guide("limits").rows().stream()
                .filter(row -> row.size() == 4)
                .flatMap(row -> Stream.of(row.get(3).replace("`", "")))
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toSet());
        Set<String> codes = Stream.of(ErrorCode.values()).map(Enum::name).collect(Collectors.toSet());

        assertThat(codes).containsAll(listed);
        assertThat(listed)
                .containsAll(codes.stream()
                        .filter(code -> code.endsWith("_LIMIT_EXCEEDED"))
                        .filter(code -> !code.equals("INTROSPECTION_LIMIT_EXCEEDED")) // It is not configurable.
                        .toList());
    }
}
