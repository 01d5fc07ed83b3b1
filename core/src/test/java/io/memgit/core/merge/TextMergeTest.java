package io.memgit.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.MergeLimits;
import io.memgit.core.limits.TreeLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Texts merged by lines. */
class TextMergeTest {

    @Test
    void changesApartFromEachOtherAreBothTaken() throws Exception {
        MergedText merged = merge("a\nb\nc\nd\ne\n", "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n");
        assertThat(merged.isClean()).isTrue();
        assertThat(text(merged)).isEqualTo("A\nb\nc\nd\nE\n");
    }

    @Test
    void theSameChangeOnBothSidesIsTakenOnce() throws Exception {
        MergedText merged = merge("a\nb\nc\n", "a\nx\nc\n", "a\nx\nc\n");
        assertThat(text(merged)).isEqualTo("a\nx\nc\n");
        assertThat(merged.isClean()).isTrue();
    }

    @Test
    void linesThatBothSidesChangedStandBetweenMarkers() throws Exception {
        MergedText merged = merge("a\nb\nc\n", "a\nx\nc\n", "a\ny\nc\n");
        assertThat(text(merged)).isEqualTo("a\n<<<<<<< main\nx\n=======\ny\n>>>>>>> topic\nc\n");
        assertThat(merged.hunks()).containsExactly(new ConflictHunk("b\n", "x\n", "y\n", 2));
    }

    @Test
    void markersEndLikeTheLinesAroundThem() throws Exception {
        assertThat(text(merge("a\r\nb", "a\r\nx", "a\r\ny")))
                .isEqualTo("a\r\n<<<<<<< main\r\nx\r\n=======\r\ny\r\n>>>>>>> topic\r\n");
    }

    private static MergedText merge(String base, String ours, String theirs) throws MergeLimitException {
        MergeMeter meter = new MergeMeter(MergeLimits.defaults(), TreeLimits.defaults(), System::nanoTime);
        return TextMerge.merge(bytes(base), bytes(ours), bytes(theirs), new Markers(7, "main", "topic", Favor.NONE),
                meter);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(MergedText merged) {
        return new String(merged.bytes(), StandardCharsets.UTF_8);
    }
}
