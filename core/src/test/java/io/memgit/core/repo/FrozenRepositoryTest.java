package io.memgit.core.repo;

import static io.memgit.core.commit.CoreFixture.MAIN;
import static io.memgit.core.commit.CoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.commit.CoreFixture;
import io.memgit.core.limits.Limits;
import io.memgit.core.object.ObjectStore;
import io.memgit.core.object.Quarantine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.Test;

class FrozenRepositoryTest {

    private final CoreFixture core = new CoreFixture();

    @Test
    void aRepositoryComesBackInSeveralBatchesAndIsFoldedLater() throws IOException {
        core.commit(put("a", "1"));
        ObjectStore objects = core.repository.objects();
        int most = 70_000;
        for (int count = 0; count < most;) {
            Quarantine batch = new Quarantine();
            for (int i = 0; i < 10_000 && count < most; i++)
                batch.insert(Constants.OBJ_BLOB, ByteBuffer.allocate(Integer.BYTES).putInt(count++).array());
            objects.publish(batch);
        }
        MemoryRepository restored = read(stored());
        assertThat(restored.refs().idOf(MAIN)).isEqualTo(core.repository.refs().idOf(MAIN));
        assertThat(restored.objects().objectCount()).isEqualTo(objects.objectCount());
        assertThat(restored.foldIsDue()).isTrue();
    }

    @Test
    void contentThatIsNotWhatItsIdSaysIsRefused() throws IOException {
        core.commit(put("a", "what was written"));
        byte[] bytes = stored();
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("what was");
        bytes[at] ^= 1;
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class)
                .hasMessageContaining("a damaged snapshot");
    }

    private byte[] stored() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            core.repository.freeze().writeTo(out);
        }
        return bytes.toByteArray();
    }

    private static MemoryRepository read(byte[] bytes) throws IOException {
        return FrozenRepository.read(new DataInputStream(new ByteArrayInputStream(bytes)), 3,
                Terms.of(Limits.defaults()));
    }
}
