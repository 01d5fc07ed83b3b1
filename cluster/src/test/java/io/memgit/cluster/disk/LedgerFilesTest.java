package io.memgit.cluster.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.file.Disk;
import io.memgit.core.file.FaultyDisk;
import io.memgit.core.file.FaultyDisk.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files beside the log, on a disk that loses what was not synced, fails, or is full, at each
 * change
 * of a history that has every kind of them.
 */
class LedgerFilesTest {

    private static final String GROUP = "meta";

    @TempDir
    Path temporary;

    /** What is known to be there, by what came back from a call. */
    private static final class Done {
        boolean listed;
        long raised = HighWater.NONE;
        long snapshot = -1;
        final Map<ContentHash, byte[]> spilled = new HashMap<>();
    }

    /** Every kind of change; what came back is in {@code done} when this throws. */
    private static void run(Path root, Disk disk, Done done) throws IOException {
        try (DataFolder data = DataFolder.open(root, List.of(GROUP), disk)) {
            GroupFolder group = data.group(GROUP);
            group.files().createFolders(group.segments());
            group.files().write(group.terms(), out -> out.write(1));
            SpillFolder spilled = group.spilled();
            SnapshotStore snapshots = group.snapshots();
            try (HighWater mark = group.openHighWater()) {
                data.list(GROUP);
                done.listed = true;
                for (long index = 0; index < 6; index++) {
                    SpillFolder.Held held = spill(spilled, done, "entry " + index);
                    spilled.applied(held, index);
                    mark.raise(index);
                    done.raised = index;
                    if (index % 2 == 1)
                        snapshot(snapshots, spilled, index, done);
                }
                spilled.released(spill(spilled, done, "in vain"));
            }
        }
    }

    private static SpillFolder.Held spill(SpillFolder folder, Done done, String text) throws IOException {
        byte[] entry = text.repeat(20).getBytes(StandardCharsets.UTF_8);
        SpillFolder.Held held = folder.write(entry);
        if (!text.equals("in vain"))
            done.spilled.put(held.hash(), entry);
        return held;
    }

    private static void snapshot(SnapshotStore store, SpillFolder spilled, long index, Done done) throws IOException {
        store.write(1, index, List.of(new SnapshotStore.Section(7, out -> out.write(("as of " + index).getBytes(
                StandardCharsets.UTF_8)))));
        done.snapshot = index;
        done.spilled.clear();
        spilled.covered(index);
    }

    /** Opens what is there, and compares. */
    private static void check(Path root, Done done) throws IOException {
        try (DataFolder data = DataFolder.open(root, List.of(GROUP), Disk.local())) {
            GroupFolder group = data.group(GROUP);
            if (!done.listed)
                return;
            assertThat(group.terms()).exists();
            try (HighWater mark = group.openHighWater()) {
                assertThat(mark.index()).isLessThanOrEqualTo(Math.max(done.raised + 1, 5));
            }
            SnapshotStore store = group.snapshots();
            long newest = store.newest().map(SnapshotStore.Kept::index).orElse(-1L);
            assertThat(newest).isGreaterThanOrEqualTo(done.snapshot);
            if (newest >= 0)
                store.read(store.newest().orElseThrow(), (kind, in) -> assertThat(in.readAllBytes())
                        .asString(StandardCharsets.UTF_8).isEqualTo("as of " + newest));
            SpillFolder spilled = group.spilled();
            for (Map.Entry<ContentHash, byte[]> entry : done.spilled.entrySet()) {
                if (newest == done.snapshot)
                    assertThat(spilled.read(entry.getKey(), entry.getValue().length)).isEqualTo(entry.getValue());
            }
        }
    }

    @Test
    void afterACrashAtAnyChangeWhatWasDoneIsThere() throws IOException {
        int crashes = 0;
        for (boolean over = false; !over; crashes++) {
            Path live = temporary.resolve("live" + crashes);
            FaultyDisk disk = new FaultyDisk();
            disk.failAt(crashes, Fault.CRASH);
            Done done = new Done();
            try {
                run(live, disk, done);
                over = true;
            } catch (FaultyDisk.Crash _) {
                // here
            }
            for (int seed = -1; seed < 4; seed++) {
                Path after = temporary.resolve("after" + crashes + "-" + seed);
                Files.createDirectories(after);
                disk.writeSurvivors(live, after, seed < 0 ? null : new Random(seed + 31L * crashes));
                check(after, done);
            }
        }
        assertThat(crashes).as("changes at which it crashed").isGreaterThan(80);
    }

    @Test
    void afterAFailureAtAnyChangeWhatWasDoneIsThere() throws IOException {
        for (Fault fault : List.of(Fault.BROKEN, Fault.FULL)) {
            boolean over = false;
            for (int at = 0; !over; at++) {
                Path live = temporary.resolve(fault + "-" + at);
                FaultyDisk disk = new FaultyDisk();
                disk.failAt(at, fault);
                Done done = new Done();
                try {
                    run(live, disk, done);
                    over = true;
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining(live.toString());
                }
                check(live, done);
            }
        }
    }

    @Test
    void codeThatForgetsASyncIsCaught() throws IOException {
        for (boolean ofFiles : List.of(true, false)) {
            FaultyDisk disk = new FaultyDisk();
            if (ofFiles)
                disk.syncNoFiles();
            else
                disk.syncNoFolders();
            Path live = temporary.resolve("forgetful" + ofFiles);
            Done done = new Done();
            run(live, disk, done);
            Path after = Files.createDirectories(temporary.resolve("after" + ofFiles));
            disk.writeSurvivors(live, after, null);
            assertThatThrownBy(() -> check(after, done)).isInstanceOfAny(IOException.class, AssertionError.class);
        }
    }
}
