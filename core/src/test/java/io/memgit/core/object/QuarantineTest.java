package io.memgit.core.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class QuarantineTest {

    private final Quarantine batch = new Quarantine();

    @Test
    void anObjectInsertedTwiceIsThereOnce() {
        batch.insert(Constants.OBJ_BLOB, "x".getBytes(UTF_8));
        batch.insert(Constants.OBJ_BLOB, "-x-".getBytes(UTF_8), 1, 1);

        assertThat(batch.count()).isEqualTo(1);
        assertThat(batch.bytes()).isEqualTo(1);
    }

    @Test
    void aCopiedBufferMayBeUsedAgain() {
        byte[] buffer = "first".getBytes(UTF_8);
        ObjectId first = batch.insert(Constants.OBJ_BLOB, buffer, 0, buffer.length);
        System.arraycopy("other".getBytes(UTF_8), 0, buffer, 0, buffer.length);

        assertThat(Contents.textOf(batch.find(first))).isEqualTo("first");
    }

    @Test
    void manyObjectsAreFoundAndComeBackInTheirOrder() {
        List<ObjectId> ids = IntStream.range(0, 10_000)
                .mapToObj(i -> batch.insert(Constants.OBJ_BLOB, Integer.toString(i).getBytes(UTF_8)))
                .toList();

        List<ObjectId> seen = new ArrayList<>();
        batch.forEachLoose((id, view) -> seen.add(id));
        assertThat(seen).isEqualTo(ids);
        assertThat(ids).allSatisfy(id -> assertThat(batch.has(id)).isTrue());
        assertThat(batch.has(ObjectId.zeroId())).isFalse();
    }

    @Test
    void otherContentUnderAnIdIsRefused() {
        ObjectId id = batch.insert(Constants.OBJ_BLOB, "good".getBytes(UTF_8));

        assertThatThrownBy(() -> batch.add(id, Constants.OBJ_BLOB, "evil".getBytes(UTF_8)))
                .isInstanceOf(ObjectCollisionException.class)
                .hasMessageContaining(id.name());
        assertThat(Contents.textOf(batch.find(id))).isEqualTo("good");
    }
}
