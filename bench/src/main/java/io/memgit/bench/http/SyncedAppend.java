package io.memgit.bench.http;

import io.memgit.bench.http.Load.Latency;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;

/**
 * Appends to a file and syncs it, over and over: what the disk takes for one durable write.
 *
 * @param time
 *            how long a measurement takes
 */
record SyncedAppend(Duration time) {

    private static final int BYTES = 512;
    private static final int MAX_SAMPLES = 100_000;
    private static final double NANOS_PER_MICRO = 1_000;

    Latency run() throws IOException {
        Path file = Files.createTempFile("memgit-bench", ".log");
        long[] samples = new long[MAX_SAMPLES];
        int count = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long end = System.nanoTime() + time.toNanos();
            for (long now = System.nanoTime(); now < end && count < MAX_SAMPLES; count++) {
                for (ByteBuffer bytes = ByteBuffer.allocate(BYTES); bytes.hasRemaining();)
                    channel.write(bytes);
                channel.force(false);
                long then = System.nanoTime();
                samples[count] = then - now;
                now = then;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(samples, 0, count);
        return new Latency(samples[count / 2] / NANOS_PER_MICRO, samples[(int) (count * 0.99)] / NANOS_PER_MICRO);
    }
}
