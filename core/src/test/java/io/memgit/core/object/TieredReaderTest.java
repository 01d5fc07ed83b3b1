package io.memgit.core.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AsyncObjectSizeQueue;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.junit.jupiter.api.Test;

class TieredReaderTest {

    private final StoredRepository repository = StoredRepository.of(new ObjectStore());

    @Test
    void whatWasFlushedIsReadAndWhatWasNotIsNot() throws Exception {
        TieredInserter inserter = repository.getObjectDatabase().newInserter();
        ObjectId flushed = inserter.insert(Constants.OBJ_BLOB, "flushed".getBytes(UTF_8));
        inserter.flush();
        ObjectId dropped = inserter.insert(Constants.OBJ_BLOB, "dropped".getBytes(UTF_8));

        try (ObjectReader inside = inserter.newReader(); ObjectReader outside = repository.newObjectReader()) {
            assertThat(inside.open(dropped).getCachedBytes()).asString(UTF_8).isEqualTo("dropped");
            assertThat(outside.open(flushed).getCachedBytes()).asString(UTF_8).isEqualTo("flushed");
            assertThat(outside.has(dropped)).isFalse();
        }
        inserter.close();
        assertThat(repository.store().has(dropped)).isFalse();
    }

    @Test
    void anInserterIntoSomebodyElsesWriteNeverPublishes() {
        Quarantine batch = new Quarantine();
        ObjectId id;
        try (TieredInserter inserter = repository.getObjectDatabase().newInserter(batch)) {
            id = inserter.insert(Constants.OBJ_BLOB, "mine".getBytes(UTF_8), 0, 4);
            inserter.flush();
        }

        assertThat(repository.store().has(id)).isFalse();
        assertThat(batch.has(id)).isTrue();
    }

    @Test
    void aReaderSeesWhatIsPublishedAfterItWasOpened() throws Exception {
        try (ObjectReader reader = repository.newObjectReader()) {
            ObjectId id = insert("later");

            assertThat(reader.has(id)).isTrue();
            assertThat(reader.open(id).getSize()).isEqualTo(5);
        }
    }

    @Test
    void aWrongTypeAndAMissingObjectAreTold() throws Exception {
        ObjectId blob = insert("a blob");
        try (ObjectReader reader = repository.newObjectReader()) {
            assertThatThrownBy(() -> reader.open(blob, Constants.OBJ_TREE))
                    .isInstanceOf(IncorrectObjectTypeException.class);
            assertThatThrownBy(() -> reader.open(ObjectId.zeroId())).isInstanceOf(MissingObjectException.class);
            assertThatThrownBy(() -> reader.getObjectSize(ObjectId.zeroId(), Constants.OBJ_BLOB))
                    .isInstanceOf(MissingObjectException.class);
        }
    }

    @Test
    void sizesComeInTheOrderTheyWereAskedFor() throws Exception {
        List<ObjectId> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++)
            ids.add(insert("x".repeat(i)));

        List<Long> sizes = new ArrayList<>();
        try (ObjectReader reader = repository.newObjectReader()) {
            AsyncObjectSizeQueue<ObjectId> queue = reader.getObjectSize(ids, true);
            while (queue.next()) {
                assertThat(queue.getCurrent()).isEqualTo(ids.get(sizes.size()));
                sizes.add(queue.getSize());
            }
            assertThat(reader.isNotLargerThan(ids.get(7), Constants.OBJ_BLOB, 7)).isTrue();
            assertThat(reader.isNotLargerThan(ids.get(7), Constants.OBJ_BLOB, 6)).isFalse();
        }
        assertThat(sizes).hasSize(50).allSatisfy(size -> assertThat(size).isEqualTo(sizes.indexOf(size)));
    }

    @Test
    void anAbbreviatedIdIsResolvedInTheHotTier() throws Exception {
        ObjectId id = insert("find me");
        for (int i = 0; i < 2000; i++)
            insert("hay " + i);

        assertThat(repository.resolve(id.abbreviate(10).name())).isEqualTo(id);
        try (ObjectReader reader = repository.newObjectReader()) {
            assertThat(reader.resolve(id.abbreviate(4))).contains(id);
            assertThat(reader.resolve(id.abbreviate(2))).contains(id).hasSizeGreaterThan(1);
        }
    }

    private ObjectId insert(String content) {
        try (TieredInserter inserter = repository.getObjectDatabase().newInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, content.getBytes(UTF_8), 0,
                    content.getBytes(UTF_8).length);
            inserter.flush();
            return id;
        }
    }
}
