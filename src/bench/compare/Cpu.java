import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads the CPU time of processes from /proc. */
final class Cpu {

    private static final int MILLIS_PER_TICK = 10;

    /** The names of the threads that compile in a JVM begin so. Linux shortens them to 15 characters. */
    private static final Pattern COMPILER = Pattern.compile("C[12] CompilerThre");

    private Cpu() {}

    /** Milliseconds that the process and its children have used, with children that have ended. */
    static long millis(long pid) throws IOException {
        long ticks = 0;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                String stat;
                try {
                    stat = Files.readString(process.resolve("stat"));
                } catch (IOException e) {
                    continue; // It has ended.
                }
                String[] fields = fields(stat);
                boolean itself = process.getFileName().toString().equals(Long.toString(pid));
                if (itself || fields[1].equals(Long.toString(pid))) {
                    ticks += sum(fields, 11, 14);
                }
            }
        }
        return ticks * MILLIS_PER_TICK;
    }

    /** Milliseconds that the JVM of the process has used to compile; 0 if the process is no JVM. */
    static long compilerMillis(long pid) throws IOException {
        long ticks = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                String stat;
                try {
                    stat = Files.readString(thread.resolve("stat"));
                } catch (IOException e) {
                    continue; // It has ended.
                }
                if (COMPILER.matcher(stat).find()) {
                    ticks += sum(fields(stat), 11, 12);
                }
            }
        }
        return ticks * MILLIS_PER_TICK;
    }

    /** What follows the name: state, parent, and from the twelfth on utime, stime, cutime, cstime. */
    private static String[] fields(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    private static long sum(String[] fields, int first, int last) {
        long sum = 0;
        for (int i = first; i <= last; i++) {
            sum += Long.parseLong(fields[i]);
        }
        return sum;
    }
}
