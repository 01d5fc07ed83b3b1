package io.memgit.core.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {

    private final ObjectStore store = new ObjectStore();

    @Test
    void aBatchWithACollisionLeavesNothingBehind() {
        ObjectId known = publish("known");
        Quarantine batch = new Quarantine();
        ObjectId small = batch.insert(Constants.OBJ_BLOB, "small".getBytes(UTF_8));
        ObjectId large = batch.insert(Constants.OBJ_BLOB, new byte[HotGeneration.SMALL_BYTES + 1]);
        batch.add(known, Constants.OBJ_BLOB, "other".getBytes(UTF_8));

        assertThatThrownBy(() -> store.publish(batch)).isInstanceOf(ObjectCollisionException.class);

        ObjectId later = publish("later");
        assertThat(store.has(small)).isFalse();
        assertThat(store.has(large)).isFalse();
        assertThat(store.has(later)).isTrue();
        assertThat(Contents.textOf(store.find(known))).isEqualTo("known");
        assertThat(store.objectCount()).isEqualTo(2);
    }

    @Test
    void theSameBytesAsAnotherTypeCollideToo() {
        ObjectId known = publish("known");
        Quarantine batch = new Quarantine();
        batch.add(known, Constants.OBJ_TREE, "known".getBytes(UTF_8));

        assertThatThrownBy(() -> store.publish(batch)).isInstanceOf(ObjectCollisionException.class);
    }

    @Test
    void aViewStaysRightWhileTheStoreGrowsAroundIt() {
        ObjectId first = publish("the first");
        ObjectView view = store.find(first);
        for (int i = 0; i < 20_000; i++)
            publish("object " + i);

        assertThat(Contents.textOf(view)).isEqualTo("the first");
        assertThat(Contents.textOf(store.find(first))).isEqualTo("the first");
    }

    @Test
    void everyObjectOfAGenerationIsWalkedOnce() {
        Map<ObjectId, String> published = new HashMap<>();
        HotGeneration generation = new HotGeneration();
        for (int i = 0; i < 300; i++) {
            Quarantine batch = new Quarantine();
            String content = "%d".formatted(i).repeat(i * i % 40_000);
            published.put(batch.insert(Constants.OBJ_BLOB, content.getBytes(UTF_8)), content);
            generation.append(batch);
        }
        long mark = generation.mark();
        Quarantine unseen = new Quarantine();
        unseen.insert(Constants.OBJ_BLOB, "after the mark".getBytes(UTF_8));
        generation.append(unseen);

        Map<ObjectId, String> walked = new HashMap<>();
        generation.forEach(mark,
                (id, view) -> assertThat(walked.put(id, new String(view.toByteArray(), UTF_8))).isNull());
        assertThat(walked).isEqualTo(published);
    }

    @Test
    void anEmptyBatchChangesNothing() {
        store.publish(new Quarantine());

        assertThat(store.objectCount()).isZero();
        assertThat(store.hotBytes()).isZero();
    }

    @Test
    void aOneFileCommitTakesAboutFourHundredAndTwentyFiveBytes() {
        int commits = 100_000;
        for (int i = 0; i < commits; i++) {
            Quarantine batch = new Quarantine();
            batch.insert(Constants.OBJ_BLOB, padded(i, 100));
            batch.insert(Constants.OBJ_TREE, padded(i, 37));
            batch.insert(Constants.OBJ_COMMIT, padded(i, 190));
            store.publish(batch);
        }

        assertThat(store.objectCount()).isEqualTo(3L * commits);
        assertThat(store.hotBytes() / commits).isBetween(400L, 430L);
    }

    private static byte[] padded(int number, int length) {
        return String.format("%-" + length + "d", number).getBytes(UTF_8);
    }

    private ObjectId publish(String content) {
        Quarantine batch = new Quarantine();
        ObjectId id = batch.insert(Constants.OBJ_BLOB, content.getBytes(UTF_8));
        store.publish(batch);
        return id;
    }
}
