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
import io.smallrye.config.common.utils.StringUtil;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

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
