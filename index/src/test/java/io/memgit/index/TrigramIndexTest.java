package io.memgit.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.ByteCount;
import io.memgit.core.search.ContentIndex.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrigramIndexTest {

    private static final long SEED = Long.getLong("memgit.test.seed", 20_261_121L);

    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("texts"));
    private TrigramIndex index = new TrigramIndex(ByteCount.megabytes(16));

    @AfterEach
    void close() {
        index.close();
        repository.close();
    }

    private List<ObjectId> store(List<String> texts) throws IOException {
        List<ObjectId> ids = new ArrayList<>();
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            for (String text : texts)
                ids.add(inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8)));
            inserter.flush();
        }
        return ids;
    }

    private void learn(List<ObjectId> blobs) {
        index.learn(repository, blobs);
        while (index.question(List.of("abc")).about(blobs.getLast()) == Answer.UNKNOWN)
            Thread.onSpinWait();
    }

    @Test
    void aBlobThatHoldsATextIsNeverDenied() throws IOException {
        Random random = new Random(SEED);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 300; i++)
            texts.add(randomText(random, 1 + random.nextInt(400)));
        List<ObjectId> blobs = store(texts);
        learn(blobs);
        int denied = 0;
        for (int i = 0; i < 500; i++) {
            String wanted = randomText(random, 1 + random.nextInt(5)).toLowerCase(Locale.ROOT);
            for (int b = 0; b < texts.size(); b++) {
                Answer answer = index.question(List.of(wanted, "nowhere at all")).about(blobs.get(b));
                boolean holds = texts.get(b).toLowerCase(Locale.ROOT).contains(wanted);
                if (holds)
                    assertThat(answer).as("seed %d: '%s' in '%s'", SEED, wanted, texts.get(b)).isEqualTo(Answer.MAYBE);
                denied += answer == Answer.NO ? 1 : 0;
            }
        }
        assertThat(denied).isGreaterThan(10_000);
    }

    private static String randomText(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++)
            text.append("abcABCxyz \n_é".charAt(random.nextInt(13)));
        return text.toString();
    }

    @Test
    void nothingIsSaidOfWhatIsNotKnown() throws IOException {
        List<ObjectId> blobs = store(List.of("known", "unknown"));
        learn(blobs.subList(0, 1));
        assertThat(index.question(List.of("missing")).about(blobs.get(0))).isEqualTo(Answer.NO);
        assertThat(index.question(List.of("no")).about(blobs.get(0))).isEqualTo(Answer.MAYBE);
        assertThat(index.question(List.of("missing")).about(blobs.get(1))).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void theOldestIsForgottenWhenThereIsNoRoom() throws IOException {
        index.close();
        index = new TrigramIndex(ByteCount.kilobytes(4));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 100; i++)
            texts.add("text number " + i);
        List<ObjectId> blobs = store(texts);
        learn(blobs);
        assertThat(index.memoryBytes()).isBetween(2_000L, 4_096L);
        assertThat(index.size()).isLessThan(40);
        assertThat(index.question(List.of("number")).about(blobs.getFirst())).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void aRepositoryThatIsGoneIsNoTrouble() throws IOException {
        List<ObjectId> blobs = store(List.of("there"));
        index.learn(repository, List.of(ObjectId.fromString("1".repeat(40))));
        learn(blobs);
        assertThat(index.size()).isEqualTo(1);
    }
}
