package org.onrecord;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.validation.constraints.Size;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.hibernate.annotations.JdbcTypeCode;
import org.junit.jupiter.api.Test;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** Which package may use which. A new dependency is a decision: it is stated here, or the class moves. */
class ArchitectureTest {

    private static final String BASE = "org.onrecord";
    private static final Path SOURCES = Path.of("src", "main", "java", "org", "onrecord");

    private static final int LARGEST_PACKAGE = 26; // 25 classes and package-info.java

    /**
     * What each package may use of the others. A package that is not listed may use none. Constants of other classes
     * leave no trace in class files, so they do not count.
     */
    private static final Map<String, Set<String>> USES = Map.ofEntries(
            entry("", Set.of("bulk.importing", "database", "reading", "traversal.limits")),
            // The vocabulary, which everything may use.
            entry("error", Set.of()),
            entry("model", Set.of("traversal.graph")),
            entry("url", Set.of()),
            entry("address", Set.of("error")),
            entry(
                    "db.migration",
                    Set.of("model", "publishing.statement", "url")), // Flyway prescribes the name of the package.
            // The engine, which knows no article, person, quote or event.
            entry("database", Set.of()),
            entry("traversal.graph", Set.of()),
            entry("traversal.limits", Set.of("error")),
            entry("traversal.plan", Set.of("error", "traversal.graph", "traversal.limits")),
            entry(
                    "traversal.cost",
                    Set.of("database", "error", "traversal.graph", "traversal.limits", "traversal.plan")),
            entry("traversal.schema", Set.of("traversal.graph", "traversal.limits", "traversal.plan")),
            entry("traversal.sql", Set.of("traversal.graph", "traversal.plan")),
            entry("traversal.document", Set.of("error", "traversal.limits", "traversal.schema")),
            entry(
                    "traversal.execution",
                    Set.of(
                            "database",
                            "error",
                            "traversal.cost",
                            "traversal.graph",
                            "traversal.limits",
                            "traversal.plan",
                            "traversal.schema",
                            "traversal.sql")),
            // Reading.
            entry(
                    "query",
                    Set.of(
                            "database",
                            "error",
                            "model",
                            "mutation.validation",
                            "reading.linking",
                            "traversal.graph",
                            "traversal.limits",
                            "url")),
            entry("audit", Set.of("model", "traversal.graph")),
            entry("subscription", Set.of("database", "model", "traversal.graph")),
            // From raw text to quotes.
            entry("reading.text", Set.of()),
            entry("reading.language", Set.of("model", "reading.text")),
            entry("reading.syntax", Set.of("reading.language", "reading.text")),
            entry(
                    "reading.attribution.sentence",
                    Set.of("model", "reading.language", "reading.syntax", "reading.text")),
            entry(
                    "reading.attribution.quotation",
                    Set.of("reading.attribution.sentence", "reading.language", "reading.syntax", "reading.text")),
            entry(
                    "reading.attribution.clause",
                    Set.of(
                            "model",
                            "reading.attribution.sentence",
                            "reading.language",
                            "reading.syntax",
                            "reading.text")),
            entry(
                    "reading.attribution.untagged",
                    Set.of(
                            "model",
                            "reading.attribution.sentence",
                            "reading.language",
                            "reading.syntax",
                            "reading.text")),
            entry(
                    "reading.attribution",
                    Set.of(
                            "model",
                            "reading.attribution.clause",
                            "reading.attribution.quotation",
                            "reading.attribution.sentence",
                            "reading.attribution.untagged",
                            "reading.language",
                            "reading.syntax",
                            "reading.text")),
            entry("reading.speaker", Set.of("reading.language", "reading.syntax", "reading.text")),
            entry(
                    "reading",
                    Set.of(
                            "model",
                            "reading.attribution",
                            "reading.attribution.sentence",
                            "reading.language",
                            "reading.speaker",
                            "reading.syntax",
                            "reading.text")),
            entry("reading.html", Set.of()),
            entry(
                    "reading.linking",
                    Set.of("database", "model", "mutation.input", "reading", "reading.text", "traversal.graph", "url")),
            // Writing.
            entry("mutation.validation", Set.of("error")),
            entry("mutation.input", Set.of("model", "mutation.validation", "url")),
            entry("mutation.payload", Set.of("model", "traversal.graph")),
            entry("publishing.statement", Set.of("model", "reading.language")),
            entry("publishing.text", Set.of("reading.language")),
            entry("publishing.persistence", Set.of("error", "model", "publishing.statement", "traversal.graph")),
            entry(
                    "publishing",
                    Set.of(
                            "error",
                            "model",
                            "mutation.input",
                            "mutation.payload",
                            "mutation.validation",
                            "publishing.persistence",
                            "publishing.statement",
                            "publishing.text",
                            "reading.linking",
                            "traversal.graph")),
            entry(
                    "mutation",
                    Set.of("model", "mutation.input", "mutation.payload", "mutation.validation", "publishing")),
            // Transports.
            entry("security", Set.of("error", "traversal.execution")),
            entry("observability", Set.of("error")),
            entry("http.request", Set.of("address", "database", "error", "http.response", "traversal.limits")),
            entry(
                    "http.response",
                    Set.of("address", "database", "error", "observability", "traversal.execution", "traversal.limits")),
            entry("http.browser", Set.of("address", "error", "http.request", "http.response")),
            entry("http.persisted", Set.of("database", "error", "traversal.schema")),
            entry(
                    "http",
                    Set.of(
                            "address",
                            "database",
                            "error",
                            "http.persisted",
                            "http.request",
                            "http.response",
                            "observability",
                            "security",
                            "traversal.document",
                            "traversal.execution",
                            "traversal.limits",
                            "traversal.schema")),
            entry(
                    "websocket",
                    Set.of(
                            "address",
                            "database",
                            "error",
                            "http",
                            "http.persisted",
                            "http.request",
                            "http.response",
                            "observability",
                            "security",
                            "subscription",
                            "traversal.execution",
                            "traversal.limits")),
            entry(
                    "resource",
                    Set.of(
                            "address",
                            "database",
                            "error",
                            "http",
                            "http.request",
                            "http.response",
                            "observability",
                            "security",
                            "traversal.execution")),
            entry(
                    "pages",
                    Set.of(
                            "error",
                            "http.browser",
                            "http.request",
                            "http.response",
                            "observability",
                            "pages.text",
                            "pages.view",
                            "resource",
                            "traversal.limits",
                            "url")),
            entry("pages.view", Set.of("address", "model", "pages.picture", "pages.text", "url")),
            entry("pages.picture", Set.of()),
            entry("pages.text", Set.of("traversal.graph", "url")),
            entry(
                    "syndication",
                    Set.of(
                            "address",
                            "error",
                            "http.request",
                            "http.response",
                            "observability",
                            "pages",
                            "pages.view",
                            "resource",
                            "traversal.graph",
                            "traversal.limits",
                            "url")),
            entry(
                    "jsonld",
                    Set.of(
                            "address",
                            "error",
                            "http.response",
                            "pages",
                            "pages.view",
                            "resource",
                            "traversal.graph",
                            "traversal.limits",
                            "url")),
            entry(
                    "bulk",
                    Set.of(
                            "database",
                            "error",
                            "http.request",
                            "http.response",
                            "observability",
                            "reading.html",
                            "resource",
                            "security",
                            "traversal.limits")),
            entry(
                    "bulk.importing",
                    Set.of(
                            "bulk",
                            "error",
                            "http.request",
                            "mutation.input",
                            "mutation.validation",
                            "publishing",
                            "security",
                            "traversal.schema")),
            entry("demo", Set.of("database", "mutation.input", "publishing")));

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void eachPackageUsesNoneButThoseItMay() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String user = packageOf(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String used = packageOf(target);
                if (target.getName().startsWith(BASE)
                        && !used.equals(user)
                        && !USES.getOrDefault(user, Set.of()).contains(used)) {
                    violations.add(type.getName() + " uses " + target.getName() + ", but " + named(user)
                            + " may use only " + USES.getOrDefault(user, Set.of())
                            + ": move one of the two classes, or state the dependency in ArchitectureTest.");
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void noDependencyIsAllowedThatNoClassHas() {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            Set<String> packages = used.computeIfAbsent(packageOf(type), key -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getName().startsWith(BASE))
                    .forEach(target -> packages.add(packageOf(target)));
        }
        USES.forEach((user, packages) ->
                assertThat(used.getOrDefault(user, Set.of())).as(named(user)).containsAll(packages));
    }

    @Test
    void packagesDependOnEachOtherInNoCycle() {
        SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return type.getName().startsWith(BASE)
                                ? SliceIdentifier.of(named(packageOf(type)))
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void theModelUsesNothingButAnnotations() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (packageOf(type).equals("model")) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .filter(target -> target.getName().startsWith(BASE))
                        .filter(target -> !packageOf(target).equals("model") && !target.isAnnotation())
                        .forEach(target -> violations.add(type.getName() + " uses " + target.getName()));
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void onlyJakartaJsonIsUsed() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getName())
                    .filter(target -> target.startsWith("io.vertx.core.json.") || target.startsWith("com.fasterxml."))
                    .forEach(target -> violations.add(type.getName() + " uses " + target
                            + ": use jakarta.json or JSON-B, as pom.xml explains at quarkus-jsonb."));
        }
        assertThat(violations).isEmpty();
    }

    /** The database checks the same lengths. Without the constraint, its error would be one of the service. */
    @Test
    void everyTextOfAnInputHasAMaximumLength() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (packageOf(type).equals("mutation.input") && type.reflect().isRecord()) {
                for (Field field : type.reflect().getDeclaredFields()) {
                    if (field.getType() == String.class && !field.isAnnotationPresent(Size.class)) {
                        violations.add(type.getName() + "." + field.getName() + " needs @Size(max = MaxLength...)");
                    }
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    /** By default Hibernate converts dates by java.sql, whose calendar is the Julian one before 1582-10-15. */
    @Test
    void everyDateOfAnEntityIsMappedDirectly() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (packageOf(type).equals("model")) {
                for (Field field : type.reflect().getDeclaredFields()) {
                    if (Temporal.class.isAssignableFrom(field.getType())
                            && !field.isAnnotationPresent(JdbcTypeCode.class)) {
                        violations.add(type.getName() + "." + field.getName() + " needs @JdbcTypeCode");
                    }
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void aFolderIsNotAHeap() throws IOException {
        for (Path folder : folders()) {
            assertThat(files(folder)).as(folder.toString()).hasSizeLessThanOrEqualTo(LARGEST_PACKAGE);
        }
    }

    @Test
    void eachPackageSaysWhatItIsFor() throws IOException {
        for (Path folder : folders()) {
            assertThat(folder.resolve("package-info.java")).isRegularFile();
        }
    }

    /** The folders that hold classes. */
    private static List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            List<Path> folders = all.filter(Files::isDirectory)
                    .filter(folder -> !files(folder).isEmpty())
                    .toList();
            assertThat(folders).hasSizeGreaterThan(15);
            return folders;
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Below org.onrecord, which is empty itself. */
    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(BASE) ? "" : name.startsWith(BASE + ".") ? name.substring(BASE.length() + 1) : name;
    }

    private static String named(String name) {
        return name.isEmpty() ? BASE : name;
    }
}
