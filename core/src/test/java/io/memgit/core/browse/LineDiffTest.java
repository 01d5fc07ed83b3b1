package io.memgit.core.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Property(tries = 3_000)
    void theEditsMakeOneFileOutOfTheOtherAndAreTheFewest(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 5) Integer> before,
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 5) Integer> after) {
        int[] old = before.stream().mapToInt(Integer::intValue).toArray();
        int[] now = after.stream().mapToInt(Integer::intValue).toArray();
        List<Edit> edits = LineDiff.between(old, now);
        assertThat(applied(old, now, edits)).isEqualTo(now);
        assertThat(linesOf(edits)).isEqualTo(old.length + now.length - 2 * longestCommonPart(old, now));
        for (int i = 1; i < edits.size(); i++) {
            assertThat(edits.get(i).oldStart()).isGreaterThan(edits.get(i - 1).oldEnd());
        }
    }

    @Test
    void largeFilesWithFewEditsAreComparedExactly() {
        Random random = new Random(3);
        int[] old = random.ints(50_000, 0, 20_000).toArray();
        int[] now = old.clone();
        for (int i = 0; i < 500; i++) {
            now[i * 97] = 30_000 + i;
        }
        assertThat(linesOf(LineDiff.between(old, now))).isEqualTo(1_000);
    }

    @Test
    void filesThatDifferWildlyAreComparedWithoutEndlessSearch() {
        Random random = new Random(4);
        int[] old = random.ints(400_000, 0, 50).toArray();
        int[] now = random.ints(400_000, 0, 50).toArray();
        List<Edit> edits = LineDiff.between(old, now);
        assertThat(applied(old, now, edits)).isEqualTo(now);
        assertThat(linesOf(edits)).isLessThan(old.length + now.length);
    }

    @Test
    void anAdditionThatReadsTheSameFurtherDownIsShownThere() {
        int[] old = {1, 2, 3, 9};
        int[] now = {1, 2, 3, 2, 3, 9};
        assertThat(LineDiff.between(old, now)).containsExactly(new Edit(3, 3, 3, 5));
        assertThat(LineDiff.between(now, old)).containsExactly(new Edit(3, 5, 3, 3));
    }

    private static int[] applied(int[] old, int[] now, List<Edit> edits) {
        IntStream.Builder result = IntStream.builder();
        int at = 0;
        for (Edit edit : edits) {
            Arrays.stream(old, at, edit.oldStart()).forEach(result::add);
            Arrays.stream(now, edit.newStart(), edit.newEnd()).forEach(result::add);
            at = edit.oldEnd();
        }
        Arrays.stream(old, at, old.length).forEach(result::add);
        return result.build().toArray();
    }

    private static int linesOf(List<Edit> edits) {
        return edits.stream().mapToInt(e -> e.oldEnd() - e.oldStart() + e.newEnd() - e.newStart()).sum();
    }

    private static int longestCommonPart(int[] old, int[] now) {
        int[][] common = new int[old.length + 1][now.length + 1];
        for (int i = 0; i < old.length; i++) {
            for (int j = 0; j < now.length; j++) {
                common[i + 1][j + 1] = old[i] == now[j]
                        ? common[i][j] + 1
                        : Math.max(common[i][j + 1], common[i + 1][j]);
            }
        }
        return common[old.length][now.length];
    }
}
