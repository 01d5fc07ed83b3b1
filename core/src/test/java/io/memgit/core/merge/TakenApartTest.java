package io.memgit.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.commit.CoreFixture;
import io.memgit.core.limits.Limits;
import io.memgit.core.object.Quarantine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.junit.jupiter.api.Test;

/** What looking for renames takes at most. */
class TakenApartTest {

    private static final int CAPACITY = 20_000;

    @Test
    void manyFilesTakeNoMoreMemoryThanThereIsAndAreWhatTheyWere() throws IOException, MergeLimitException {
        Limits limits = Limits.defaults();
        Quarantine pending = new Quarantine();
        List<ObjectId> blobs = new ArrayList<>();
        for (int i = 0; i < 20; i++)
            blobs.add(pending.insert(Constants.OBJ_BLOB, content(i)));
        try (ObjectReader stored = new CoreFixture().repository.newObjectReader()) {
            TakenApart taken = new TakenApart(new MergeObjects(stored, pending),
                    new MergeMeter(limits.merge(), limits.tree(), () -> 0), CAPACITY);
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 20; i++) {
                    assertThat(taken.of(blobs.get(i)).score(Alikeness.of(content(i)))).isEqualTo(Alikeness.SAME);
                    assertThat(taken.bytes()).isPositive().isLessThanOrEqualTo(CAPACITY);
                }
            }
        }
    }

    private static byte[] content(int number) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 500; line++)
            text.append(number).append(' ').append(line).append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
