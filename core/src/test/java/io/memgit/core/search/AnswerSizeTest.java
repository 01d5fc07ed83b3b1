package io.memgit.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.browse.Browse;
import io.memgit.core.commit.CoreFixture;
import io.memgit.core.limits.Limits;
import io.memgit.core.pattern.LinePattern;
import io.memgit.core.pattern.PathFilter;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.Test;

/** What one page of hits takes at most. */
class AnswerSizeTest {

    private static final int LINES = 400;
    private static final int LINE = 10_000;
    private static final int ABOUT_A_SPAN = 24;

    private final Limits limits = Unhurried.limits();
    private final CoreFixture core = new CoreFixture();

    @Test
    void aPageEndsEarlyWhereItsLinesMatchAtEveryByte() throws IOException {
        core.commit(CoreFixture.put("a", ("a".repeat(LINE) + "\n").repeat(LINES)));
        LinePattern pattern = ((LinePattern.Read) LinePattern.read("a",
                new LinePattern.Meaning(false, true, false, false, false), limits.search())).pattern();
        GrepQuery query = new GrepQuery(pattern, PathFilter.ALL, 0, 0, Integer.MAX_VALUE, new GrepQuery.Skip(0),
                LINES);
        GrepResult.Page page = (GrepResult.Page) new Search(limits, new Browse(limits), ContentIndex.NONE)
                .grep(core.repository, tree(), query);
        long spans = page.hits().stream().mapToLong(hit -> hit.matches().size()).sum();
        assertThat(page.total()).isEqualTo(LINES);
        assertThat(page.next()).isPresent();
        assertThat(spans).isPositive();
        assertThat(spans * ABOUT_A_SPAN)
                .isLessThanOrEqualTo(limits.search().answerSize().bytes() + LINE * ABOUT_A_SPAN);
    }

    private ObjectId tree() throws IOException {
        try (RevWalk walk = new RevWalk(core.repository)) {
            return walk.parseCommit(core.repository.refs().idOf(CoreFixture.MAIN)).getTree().copy();
        }
    }
}
