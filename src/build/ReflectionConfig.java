import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.validation.Constraint;

import org.eclipse.microprofile.graphql.Description;

/**
 * Registers each class with a {@link Description}, and each {@link Constraint} of its values, for reflection in a
 * native image. These are the types of the schema, which the schema shaper, Hibernate, JSON-B and Bean Validation read
 * by reflection. Maven runs this program on the compiled classes.
 *
 * <p>Argument: the folder of the compiled classes, where it writes the {@code reflect-config.json} of GraalVM.
 */
public final class ReflectionConfig {

    private ReflectionConfig() {}

    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        Path classes = Path.of(arguments[0]);
        Path config = classes.resolve("META-INF/native-image/org.onrecord/onrecord/reflect-config.json");
        Set<String> registered = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
                String path = classes.relativize(file).toString();
                String name = path.replace(".class", "").replace(File.separatorChar, '.');
                Class<?> type = Class.forName(name, false, ReflectionConfig.class.getClassLoader());
                if (type.isAnnotationPresent(Description.class) || type.isAnnotationPresent(Constraint.class)) {
                    register(type, registered);
                }
            }
        }
        Files.createDirectories(config.getParent());
        Files.writeString(
                config,
                registered.stream().map(ReflectionConfig::entry).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
    }

    /** Registers a class, its superclasses, whose fields are columns too, and its interfaces, which JSON-B reads. */
    private static void register(Class<?> type, Set<String> registered) {
        if (type != null && type.getName().startsWith("org.onrecord.")) {
            registered.add(type.getName());
            register(type.getSuperclass(), registered);
            for (Class<?> superinterface : type.getInterfaces()) {
                register(superinterface, registered);
            }
        }
    }

    private static String entry(String type) {
        return "  { \"name\": \"" + type + "\", \"allDeclaredConstructors\": true, \"allDeclaredMethods\": true,"
                + " \"allDeclaredFields\": true, \"allRecordComponents\": true }";
    }
}
