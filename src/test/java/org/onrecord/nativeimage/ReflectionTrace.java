package org.onrecord.nativeimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes a line for each class that is read by reflection, and for each resource that is looked up. {@link
 * ReflectionAgent} adds calls of this class to the JDK, so the bootstrap class loader loads it, and it uses only the
 * JDK.
 */
public final class ReflectionTrace {

    /** What was read: the members of a class, or a class or a resource by its name. */
    public enum Kind {
        FIELDS,
        METHODS,
        CONSTRUCTORS,
        RECORD_COMPONENTS,
        CLASS,
        RESOURCE
    }

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "[");

    /** The static initialization of Quarkus. It runs while a native image is built, which needs no registration. */
    private static final String BUILD = "io.quarkus.runner.ApplicationImpl.<clinit>";

    /** A native image contains the constants of all enums. */
    private static final String ENUM_CONSTANTS = "java.lang.Class.getEnumConstantsShared";

    private static final Set<String> WRITTEN = ConcurrentHashMap.newKeySet();
    private static final ThreadLocal<Boolean> WRITING = ThreadLocal.withInitial(() -> false);

    private static volatile Path file;

    private ReflectionTrace() {}

    public static void writeTo(String file) {
        ReflectionTrace.file = Path.of(file);
    }

    /** {@link ReflectionAgent} adds calls of this method. */
    public static void record(String kind, String name) {
        if (file == null || JDK.stream().anyMatch(name::startsWith) || WRITING.get()) {
            return;
        }
        WRITING.set(true);
        try {
            List<String> stack = StackWalker.getInstance()
                    .walk(frames -> frames.map(frame -> frame.getClassName() + "." + frame.getMethodName())
                            .toList());
            if (!stack.contains(BUILD) && !stack.contains(ENUM_CONSTANTS) && WRITTEN.add(kind + " " + name)) {
                String reader = stack.stream()
                        .skip(1)
                        .filter(frame -> JDK.stream().noneMatch(frame::startsWith))
                        .findFirst()
                        .orElse("the JDK");
                Files.writeString(
                        file,
                        kind + " " + name + " " + reader + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            WRITING.set(false);
        }
    }
}
