import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the CPU time of processes from /proc. */
final class Cpu {

    private static final int MILLIS_PER_TICK = 10;

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
                // After the name: state, parent, and from the twelfth on utime, stime, cutime, cstime.
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                boolean itself = process.getFileName().toString().equals(Long.toString(pid));
                if (itself || fields[1].equals(Long.toString(pid))) {
                    for (int i = 11; i <= 14; i++) {
                        ticks += Long.parseLong(fields[i]);
                    }
                }
            }
        }
        return ticks * MILLIS_PER_TICK;
    }
}
