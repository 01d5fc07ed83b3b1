package io.memgit.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.file.FaultyDisk.Fault;
import io.memgit.core.name.RepoId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectFilesTest {

    private static final RepoId OWNER = new RepoId(1, 2);
    private static final int LONG_BYTES = 3 * BlockSums.BLOCK_BYTES + 17;

    @TempDir
    private Path data;

    @Test
    void filesComeTogetherUnderOneName() throws IOException {
        ObjectFiles files = open(Disk.local());
        NewFiles made = files.begin(OWNER);
        made.create("a").write("first".getBytes(UTF_8));
        made.create("b").write("second".getBytes(UTF_8));
        assertThat(files.names()).isEmpty();
        made.publish();
        assertThat(files.names()).containsExactlyInAnyOrder(made.nameOf("a"), made.nameOf("b"));
        assertThat(files.bytes()).isEqualTo(11);
        assertThat(new String(open(Disk.local()).read(made.nameOf("b"), 6), UTF_8)).isEqualTo("second");
    }

    @Test
    void whatWasNotPublishedIsGone() throws IOException {
        ObjectFiles files = open(Disk.local());
        try (NewFiles made = files.begin(OWNER)) {
            made.create("a").write(1);
        }
        assertThat(folder()).isEmptyDirectory();
    }

    @Test
    void whatACrashLeftHalfWrittenIsDeletedAtStart() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("tmp-0123.pack"), "half");
        assertThat(open(Disk.local()).names()).isEmpty();
        assertThat(folder()).isEmptyDirectory();
    }

    @Test
    void whatIsPinnedOrNeededOrNewerStaysAndAllElseGoesWithItsFolder() throws IOException {
        ObjectFiles files = open(Disk.local());
        NewFiles pinned = files.begin(OWNER);
        FileName kept = made(pinned);
        ObjectFiles.Pin pin = pinned.publish();
        NewFiles loose = files.begin(new RepoId(3, 4));
        FileName dropped = made(loose);
        loose.publish().close();
        ObjectFiles.Moment moment = files.now();
        NewFiles younger = files.begin(OWNER);
        FileName young = made(younger);
        younger.publish().close();

        assertThat(files.deleteAllBut(moment, name -> false)).isEqualTo(1);
        assertThat(files.names()).containsExactlyInAnyOrder(kept, young);
        assertThat(files.path(dropped).getParent()).doesNotExist();
        pin.close();
        files.deleteAllBut(files.now(), young::equals);
        assertThat(files.names()).containsExactly(young);
    }

    @Test
    void aFlippedByteIsNeverGivenOutAndNamesItsFile() throws IOException {
        byte[] content = new byte[LONG_BYTES];
        new Random(1).nextBytes(content);
        ObjectFiles files = open(Disk.local());
        NewFiles made = files.begin(OWNER);
        NewFile file = made.create("x");
        file.write(content);
        BlockSums sums = file.sums();
        made.publish();
        FileName name = made.nameOf("x");
        MappedFile good = files.mapped(name, sums);
        byte[] read = new byte[LONG_BYTES];
        assertThat(good.read(0, read, 0, read.length)).isEqualTo(LONG_BYTES);
        assertThat(read).isEqualTo(content);
        assertThat(good.byteAt(70_000)).isEqualTo(content[70_000] & 0xff);
        assertThat(good.longAt(65_533)).isEqualTo(ByteBuffer.wrap(content).getLong(65_533));

        content[BlockSums.BLOCK_BYTES + 5] ^= 4;
        Files.write(files.path(name), content);
        MappedFile damaged = files.mapped(name, sums);
        assertThat(damaged.byteAt(0)).isEqualTo(content[0] & 0xff);
        assertThatThrownBy(() -> damaged.byteAt(BlockSums.BLOCK_BYTES)).isInstanceOf(UncheckedIOException.class)
                .rootCause()
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining(files.path(name).toString());
    }

    @Test
    void aShortFileIsRefusedByName() throws IOException {
        ObjectFiles files = open(Disk.local());
        NewFiles made = files.begin(OWNER);
        FileName name = made(made);
        made.publish();
        assertThatThrownBy(() -> files.check(name, 2)).isInstanceOf(DamagedFileException.class)
                .hasMessageContaining(name.name());
        assertThatThrownBy(() -> files.read(name, 2)).isInstanceOf(DamagedFileException.class)
                .hasMessageContaining(name.name());
    }

    @Test
    void aFileGrowsAtItsEndUntilSomethingFails() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        ObjectFiles files = open(disk);
        AppendedFile file = files.append(OWNER, "hot");
        file.append(ByteBuffer.wrap("one".getBytes(UTF_8)));
        file.append(ByteBuffer.wrap("two".getBytes(UTF_8)));
        assertThat(new String(files.read(file.name(), 6), UTF_8)).isEqualTo("onetwo");
        disk.failAt(disk.operations(), Fault.BROKEN);
        assertThatThrownBy(() -> file.append(ByteBuffer.wrap("three".getBytes(UTF_8))))
                .isInstanceOf(IOException.class).hasMessageContaining(file.name().name());
        assertThat(file.isWhole()).isFalse();
        assertThat(file.length()).isEqualTo(6);
    }

    @Test
    void aFullDiskIsToldFromABrokenOne() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        ObjectFiles files = open(disk);
        disk.failAt(disk.operations(), Fault.FULL);
        try (NewFiles made = files.begin(OWNER)) {
            assertThatThrownBy(() -> made.create("a")).isInstanceOf(DiskFullException.class);
        }
        disk.repair();
        made(files.begin(OWNER));
    }

    @Test
    void atEveryPointOfACrashTheFilesAreAllThereOrNot() throws IOException {
        for (long at = 0;; at++) {
            FaultyDisk disk = new FaultyDisk();
            Path live = data.resolve("live" + at);
            boolean published = false;
            disk.failAt(at, Fault.CRASH);
            try {
                ObjectFiles files = ObjectFiles.open(live, disk, 1);
                NewFiles made = files.begin(OWNER);
                made(made);
                made.create("b").write("bb".getBytes(UTF_8));
                made.publish();
                published = true;
            } catch (FaultyDisk.Crash _) {
                assertThat(disk.operations()).isPositive();
            }
            for (int seed = -1; seed < 8; seed++) {
                Path after = data.resolve("after" + at + "-" + seed);
                Files.createDirectories(after);
                disk.writeSurvivors(live, after, seed < 0 ? null : new Random(seed));
                ObjectFiles files = ObjectFiles.open(after, Disk.local(), 1);
                if (published)
                    assertThat(files.names()).hasSize(2);
                for (FileName name : files.names())
                    assertThat(files.length(name)).isEqualTo(name.name().endsWith("b") ? 2 : 1);
            }
            if (published)
                return;
        }
    }

    private FileName made(NewFiles in) throws IOException {
        in.create("a").write(1);
        return in.nameOf("a");
    }

    private ObjectFiles open(Disk disk) throws IOException {
        return ObjectFiles.open(data, disk, 0x9a41c2d0b7e35f16L);
    }

    private Path folder() {
        return data.resolve("repositories").resolve(OWNER.toString());
    }
}
