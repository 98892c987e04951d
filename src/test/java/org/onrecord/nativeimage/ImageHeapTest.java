package org.onrecord.nativeimage;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The static fields of a native image are filled when it is built, and its heap takes nothing that belongs to a running
 * process. So no static field holds such a thing, neither itself nor in an object of ours.
 */
class ImageHeapTest {

    private static final List<Class<?>> RUNNING = List.of(
            Buffer.class,
            ByteBuf.class,
            ByteBuffer.class,
            Channel.class,
            io.netty.channel.Channel.class,
            Connection.class,
            Context.class,
            DataSource.class,
            DatagramSocket.class,
            EntityManager.class,
            EntityManagerFactory.class,
            EventLoopGroup.class,
            ExecutorService.class,
            HttpClient.class,
            Process.class,
            RandomGenerator.class,
            ServerSocket.class,
            Socket.class,
            Thread.class,
            Timer.class,
            Vertx.class);

    @Test
    void noStaticFieldHoldsWhatBelongsToARunningProcess() throws IOException {
        Map<String, ClassNode> classes = read(Path.of("target", "classes"));
        assertThat(classes).hasSizeGreaterThan(200);
        assertThat(violations(classes)).isEmpty();
    }

    /**
     * Static initializers run when an image is built, and main runs before Quarkus has read the runtime configuration.
     */
    @Test
    void noConfigurationIsReadBeforeQuarkusHasReadIt() throws IOException {
        Map<String, ClassNode> classes = read(Path.of("target", "classes"));
        Set<String> early = new TreeSet<>();
        for (ClassNode type : classes.values()) {
            for (MethodNode method : type.methods) {
                if (Set.of("<clinit>", "main").contains(method.name) && callsConfigProvider(method)) {
                    early.add(type.name + "." + method.name);
                }
            }
        }
        assertThat(early).isEmpty();
    }

    private static boolean callsConfigProvider(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call
                    && call.owner.equals(Type.getInternalName(ConfigProvider.class))) {
                return true;
            }
        }
        return false;
    }

    /** That the test can fail. */
    @Test
    void eachWayToHoldOneIsFound() throws IOException {
        Map<String, ClassNode> classes = read(Path.of("target", "test-classes"));
        classes.keySet().removeIf(name -> !name.startsWith(Type.getInternalName(ImageHeapTest.class) + "$"));

        assertThat(violations(classes))
                .containsExactlyInAnyOrder(
                        "Declared: io.vertx.core.buffer.Buffer",
                        "Hidden: io.vertx.core.buffer.Buffer",
                        "InAList: java.lang.Thread",
                        "InAnObject, Holder: java.util.Random",
                        "InAnEnum: java.util.Random");
    }

    @SuppressWarnings("unused")
    private static final class Declared {
        private static Buffer buffer;
    }

    @SuppressWarnings("unused")
    private static final class Hidden {
        private static final Object END = Buffer.buffer();
    }

    @SuppressWarnings("unused")
    private static final class InAList {
        private static List<Thread> threads;
    }

    @SuppressWarnings("unused")
    private static final class InAnObject {
        private static final Holder HOLDER = new Holder();
    }

    @SuppressWarnings("unused")
    private static final class Holder {
        private final Object generator = new java.util.Random();
    }

    @SuppressWarnings("unused")
    private enum InAnEnum {
        ONE;

        private final java.util.Random random = null;
    }

    @SuppressWarnings("unused")
    private static final class NotAtBuildTime {
        private static final Runnable LATER = () -> new Thread().start();
        private final Buffer buffer = Buffer.buffer();
    }

    private static Set<String> violations(Map<String, ClassNode> classes) {
        Set<String> violations = new TreeSet<>();
        for (ClassNode type : classes.values()) {
            search(classes, type, violations);
        }
        return violations;
    }

    /** Looks through the static fields of a class, and through the objects of ours that they hold. */
    private static void search(Map<String, ClassNode> classes, ClassNode type, Set<String> violations) {
        Map<String, String> ways = new HashMap<>(Map.of(type.name, simpleName(type.name)));
        Deque<String> next = new ArrayDeque<>(List.of(type.name));
        Set<String> asObject = new HashSet<>();
        boolean isStatic = true;
        while (!next.isEmpty()) {
            String name = next.remove();
            for (String held : held(classes.get(name), isStatic)) {
                if (RUNNING.stream().anyMatch(running -> isA(running, held))) {
                    violations.add(
                            ways.get(name) + ": " + Type.getObjectType(held).getClassName());
                } else if (classes.containsKey(held) && asObject.add(held)) {
                    ways.putIfAbsent(held, ways.get(name) + ", " + simpleName(held));
                    next.add(held);
                }
            }
            isStatic = false;
        }
    }

    private static String simpleName(String name) {
        return name.replaceFirst(".*[/$]", "");
    }

    /** The types of fields, and of what the code that fills them makes or gets; of static fields or of an object's. */
    private static Set<String> held(ClassNode type, boolean isStatic) {
        Set<String> held = new LinkedHashSet<>();
        for (FieldNode field : type.fields) {
            if (isStatic == ((field.access & Opcodes.ACC_STATIC) != 0)) {
                held.addAll(named(field.signature == null ? field.desc : field.signature));
            }
        }
        for (MethodNode method : type.methods) {
            if (method.name.equals(isStatic ? "<clinit>" : "<init>")) {
                for (AbstractInsnNode instruction : method.instructions) {
                    if (instruction instanceof TypeInsnNode made && made.getOpcode() == Opcodes.NEW) {
                        held.add(made.desc);
                    } else if (instruction instanceof MethodInsnNode call) {
                        held.addAll(named(Type.getReturnType(call.desc).getDescriptor()));
                    }
                }
            }
        }
        return held;
    }

    /** The classes in a signature, those of type arguments and of elements too. */
    private static Set<String> named(String signature) {
        Set<String> names = new LinkedHashSet<>();
        new SignatureReader(signature).acceptType(new SignatureVisitor(Opcodes.ASM9) {
            @Override
            public void visitClassType(String name) {
                names.add(name);
            }
        });
        return names;
    }

    private static boolean isA(Class<?> running, String name) {
        try {
            return running.isAssignableFrom(
                    Class.forName(name.replace('/', '.'), false, ImageHeapTest.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Map<String, ClassNode> read(Path folder) throws IOException {
        Map<String, ClassNode> classes = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".class")).toList()) {
                ClassNode type = new ClassNode();
                new ClassReader(Files.readAllBytes(file)).accept(type, ClassReader.SKIP_DEBUG);
                classes.put(type.name, type);
            }
        }
        return classes;
    }
}
