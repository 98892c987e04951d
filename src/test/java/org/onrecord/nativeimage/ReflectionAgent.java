package org.onrecord.nativeimage;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import org.onrecord.nativeimage.ReflectionTrace.Kind;

/**
 * A Java agent that records what a process reads by reflection. A native image contains only what is registered when it
 * is built, so all recorded reads need a registration.
 */
public final class ReflectionAgent implements ClassFileTransformer {

    private static final String CLASS = "java/lang/Class";

    private static final Set<String> CLASS_LOADERS =
            Set.of("java/lang/ClassLoader", "io/quarkus/bootstrap/runner/RunnerClassLoader");

    /** The methods of {@link Class} that all reads of members call. */
    private static final Map<String, Kind> READS = Map.of(
            "privateGetDeclaredFields", Kind.FIELDS,
            "privateGetDeclaredMethods", Kind.METHODS,
            "privateGetDeclaredConstructors", Kind.CONSTRUCTORS,
            "getRecordComponents", Kind.RECORD_COMPONENTS);

    private static final Set<String> RESOURCES = Set.of("getResource", "getResources", "getResourceAsStream");

    /**
     * The JVM option that traces a process.
     *
     * @param trace the file to write. Each line has a {@link Kind}, a name and the reading method.
     */
    static String option(Path trace) throws IOException, URISyntaxException {
        // One jar is for the bootstrap class loader. The other one contains the agent, with ASM from the tests.
        Path recorder = jar(new Manifest(), ReflectionTrace.class, Kind.class);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), ReflectionAgent.class.getName());
        manifest.getMainAttributes().put(new Attributes.Name("Can-Retransform-Classes"), "true");
        manifest.getMainAttributes().put(new Attributes.Name("Boot-Class-Path"), recorder.toString());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, location(ClassReader.class));
        return "-javaagent:" + jar(manifest, ReflectionAgent.class, Tracing.class, Recording.class) + "=" + trace;
    }

    private static String location(Class<?> type) throws URISyntaxException {
        return type.getProtectionDomain().getCodeSource().getLocation().toURI().toString();
    }

    private static Path jar(Manifest manifest, Class<?>... types) throws IOException {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Path jar = Files.createTempFile("onrecord-agent", ".jar");
        jar.toFile().deleteOnExit();
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : types) {
                String name = Type.getInternalName(type) + ".class";
                entries.putNextEntry(new JarEntry(name));
                entries.write(type.getClassLoader().getResourceAsStream(name).readAllBytes());
            }
        }
        return jar;
    }

    public static void premain(String trace, Instrumentation instrumentation) throws UnmodifiableClassException {
        ReflectionTrace.writeTo(trace);
        instrumentation.addTransformer(new ReflectionAgent(), true);
        instrumentation.retransformClasses(Class.class, ClassLoader.class);
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        if (!CLASS.equals(name) && !CLASS_LOADERS.contains(name)) {
            return null;
        }
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Tracing(writer, CLASS.equals(name)), 0);
        return writer.toByteArray();
    }

    /** Adds a call of {@link ReflectionTrace#record} to the start of methods. */
    private static final class Tracing extends ClassVisitor {

        private final boolean isClass;

        private Tracing(ClassVisitor next, boolean isClass) {
            super(Opcodes.ASM9, next);
            this.isClass = isClass;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            boolean isNative = (access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) != 0;
            boolean hasName = descriptor.startsWith("(Ljava/lang/String;");
            if (isNative) {
                return next;
            } else if (isClass && READS.containsKey(name)) {
                return new Recording(next, READS.get(name), 0, true);
            } else if (isClass && name.equals("forName") && hasName) {
                return new Recording(next, Kind.CLASS, 0, false);
            } else if (RESOURCES.contains(name) && hasName) {
                return new Recording(next, Kind.RESOURCE, 1, false);
            }
            return next;
        }
    }

    private static final class Recording extends MethodVisitor {

        private final Kind kind;
        private final int variable;
        private final boolean isClass;

        /**
         * @param variable the local variable that contains the name or the class
         * @param isClass whether the variable contains the class, and not its name
         */
        private Recording(MethodVisitor next, Kind kind, int variable, boolean isClass) {
            super(Opcodes.ASM9, next);
            this.kind = kind;
            this.variable = variable;
            this.isClass = isClass;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            visitLdcInsn(kind.name());
            visitVarInsn(Opcodes.ALOAD, variable);
            if (isClass) {
                visitMethodInsn(Opcodes.INVOKEVIRTUAL, CLASS, "getName", "()Ljava/lang/String;", false);
            }
            visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    "org/onrecord/nativeimage/ReflectionTrace",
                    "record",
                    "(Ljava/lang/String;Ljava/lang/String;)V",
                    false);
        }
    }
}
