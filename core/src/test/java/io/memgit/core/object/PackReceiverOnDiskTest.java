package io.memgit.core.object;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** All that is true in memory, for a store that keeps its packs on disk. */
class PackReceiverOnDiskTest extends PackReceiverTest {

    PackReceiverOnDiskTest(@TempDir Path directory) throws IOException {
        super(directory);
    }

    @Override
    ObjectStore newStore(Path data) throws IOException {
        return StoresOnDisk.below(data);
    }
}
