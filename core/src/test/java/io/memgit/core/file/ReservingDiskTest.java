package io.memgit.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.name.RepoId;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReservingDiskTest {

    private static final RepoId OWNER = new RepoId(1, 1);
    private static final long RESERVE = 256 << 20;

    @TempDir
    private Path data;
    private final AtomicLong usable = new AtomicLong(Long.MAX_VALUE);

    @Test
    void nothingIsBegunThatWouldTakeOfTheReserve() throws IOException {
        ObjectFiles files = open();
        usable.set(RESERVE - 1);
        try (NewFiles made = files.begin(OWNER)) {
            assertThatThrownBy(() -> made.create("a")).isInstanceOf(DiskFullException.class)
                    .hasMessageContaining("stay free");
        }
        usable.set(RESERVE);
        NewFiles made = files.begin(OWNER);
        made.create("a").write(1);
        made.publish();
        assertThat(files.names()).hasSize(1);
    }

    @Test
    void aLongFileEndsAtTheReserveAndIsGone() throws IOException {
        ObjectFiles files = open();
        try (NewFiles made = files.begin(OWNER)) {
            NewFile file = made.create("a");
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 6; i++)
                file.write(megabyte);
            usable.set(RESERVE);
            assertThatThrownBy(() -> {
                for (int i = 0; i < 6; i++)
                    file.write(megabyte);
            }).isInstanceOf(DiskFullException.class);
        }
        assertThat(data.resolve("repositories").resolve(OWNER.toString())).isEmptyDirectory();
    }

    @Test
    void whatWasNotKeptGivesItsRoomBackThoughItIsStillMapped() throws IOException {
        ObjectFiles files = open();
        Path link = data.resolve("link");
        MemorySegment mapped;
        try (NewFiles made = files.begin(OWNER)) {
            NewFile file = made.create("a");
            file.write(new byte[1 << 20]);
            file.flush();
            mapped = file.map(0, 1 << 20);
            Path folder = data.resolve("repositories").resolve(OWNER.toString());
            Files.createLink(link, folder.resolve(ObjectFiles.TEMPORARY + made.nameOf("a").name()));
            assertThat(link).hasSize(1 << 20);
        }
        assertThat(link).isEmptyFile();
        assertThat(mapped.scope().isAlive()).isTrue();
    }

    @Test
    void whatIsThereIsReadAndDeletedOnAFullDisk() throws IOException {
        ObjectFiles files = open();
        NewFiles made = files.begin(OWNER);
        made.create("a").write(7);
        made.publish().close();
        usable.set(0);
        assertThat(files.read(made.nameOf("a"), 1)).containsExactly(7);
        assertThat(files.deleteAllBut(files.now(), _ -> false)).isEqualTo(1);
    }

    @Test
    void theDiskOfThisMachineSaysWhatIsFree() throws IOException {
        assertThat(ReservingDisk.usableBytes(data.resolve("a"))).isPositive();
        ObjectFiles files = ObjectFiles.open(data, Disk.local(Long.MAX_VALUE), 1);
        try (NewFiles made = files.begin(OWNER)) {
            assertThatThrownBy(() -> made.create("a")).isInstanceOf(DiskFullException.class);
        }
    }

    private ObjectFiles open() throws IOException {
        return ObjectFiles.open(data, new ReservingDisk(Disk.local(), RESERVE, _ -> usable.get()), 1);
    }
}
