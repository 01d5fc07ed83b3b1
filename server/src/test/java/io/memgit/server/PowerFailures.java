package io.memgit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.trace.Rebuilt;
import io.memgit.core.trace.Rebuilt.Loss;
import io.memgit.core.trace.Rebuilt.Survivors;
import io.memgit.core.trace.Recording;
import io.memgit.server.data.UnusableDirectoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the power from a server that was recorded, at any event, starts on what the disk would have
 * then,
 * and compares that with what was answered until then.
 */
final class PowerFailures implements AutoCloseable {

    private static final Pattern MARKS = Pattern.compile("X-Request-Id: [^\r\n]+\r\n|ok refs/[^\n]+\n");
    /** Most of the time of a start goes into waiting for its end. */
    private static final int AT_ONCE = 16;
    private static final String DATA = "data";

    private final Recording recording;
    private final List<Claimed> claims;
    private final Path folder;
    private final ExecutorService starts = Executors.newFixedThreadPool(AT_ONCE);
    private final Semaphore room = new Semaphore(2 * AT_ONCE);
    private final List<CompletableFuture<Optional<String>>> checks = new ArrayList<>();
    private int count;

    /** A claim, and the event from which on it was answered. */
    private record Claimed(int event, Claim claim) {}

    /** What the last failure of one kind left, so that the same is not looked at twice. */
    private static final class Last {
        private @Nullable Survivors survivors;
        private CompletableFuture<Found> found = new CompletableFuture<>();
    }

    /** What a start found, or why there was none. */
    private record Found(@Nullable RecoveredData data, String refusal) {}

    /**
     * @param folder
     *            takes what the disks have, for a while
     */
    PowerFailures(Recording recording, List<RecordedLoad.Answer> answers, Path folder) {
        this.recording = recording;
        this.folder = folder;
        this.claims = claims(recording, answers);
    }

    private static List<Claimed> claims(Recording recording, List<RecordedLoad.Answer> answers) {
        Map<String, Integer> sent = recording.sent(MARKS);
        assertThat(sent.keySet()).as("every answer was seen on its way").containsAll(
                answers.stream().map(RecordedLoad.Answer::mark).toList());
        return answers.stream().map(answer -> new Claimed(sent.getOrDefault(answer.mark(), 0), answer.claim()))
                .sorted(Comparator.comparingInt(Claimed::event)).toList();
    }

    /** After how many events each answer was on its way, in their order. */
    static List<Integer> answered(Recording recording, List<RecordedLoad.Answer> answers) {
        return claims(recording, answers).stream().map(claimed -> claimed.event() + 1).toList();
    }

    /** Has the power fail after each of these events, which rise, in each way. */
    void checkAll(Collection<Integer> events, long seed, Loss.Kind... kinds) throws InterruptedException {
        Rebuilt disk = new Rebuilt(recording);
        Map<Loss.Kind, Last> last = new EnumMap<>(Loss.Kind.class);
        for (int each : events) {
            for (Loss.Kind kind : kinds)
                check(disk, each, new Loss(kind, seed + each), last.computeIfAbsent(kind, _ -> new Last()));
        }
    }

    /**
     * Starts on what the power failure leaves after {@code events}; the result is in {@link #wrong}.
     */
    private void check(Rebuilt disk, int events, Loss loss, Last last) throws InterruptedException {
        disk.advanceTo(events);
        Survivors survivors = disk.survivors(loss);
        Survivors before = last.survivors;
        if (before == null || !before.isSameAs(survivors)) {
            last.survivors = survivors;
            last.found = start(survivors);
        }
        checks.add(last.found.thenApply(found -> compare(found, events)
                .map(wrong -> "the power fails after event %d of %d, and takes %s: %s".formatted(events,
                        recording.events().size(), loss, wrong))));
    }

    private CompletableFuture<Found> start(Survivors survivors) throws InterruptedException {
        room.acquire();
        Path disk = folder.resolve("disk" + ++count);
        return CompletableFuture.supplyAsync(() -> {
            try {
                survivors.writeTo(Files.createDirectories(disk));
                return new Found(RecoveredData.read(disk.resolve(DATA)), "");
            } catch (UnusableDirectoryException e) {
                return new Found(null, "no start: " + e.getMessage());
            } catch (IOException | RuntimeException e) {
                return new Found(null, "what is there cannot be read: " + e);
            } finally {
                delete(disk);
                room.release();
            }
        }, starts);
    }

    private Optional<String> compare(Found found, int events) {
        RecoveredData data = found.data();
        if (data == null)
            return Optional.of(found.refusal());
        if (!data.wrong().isEmpty())
            return Optional.of(String.join(", ", data.wrong()));
        return claims.stream().takeWhile(claimed -> claimed.event() < events)
                .flatMap(claimed -> claimed.claim().missingIn(data).stream()).findFirst();
    }

    /** What was found wrong, a sentence each; waits for all checks. */
    List<String> wrong() {
        return checks.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
    }

    int starts() {
        return count;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        starts.close();
    }
}
