package io.memgit.core.tag;

import static io.memgit.core.commit.CoreFixture.ANNA;
import static io.memgit.core.commit.CoreFixture.AUTHOR;
import static io.memgit.core.commit.CoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Ident;
import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CoreFixture;
import io.memgit.core.event.EventNumber;
import io.memgit.core.limits.Limits;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.updateref.RefOutcome;
import io.memgit.core.updateref.RefOutcome.Missing;
import io.memgit.core.updateref.RefOutcome.Moved;
import io.memgit.core.updateref.RefOutcome.Unresolved;
import io.memgit.core.updateref.RefOutcome.Updated;
import io.memgit.core.updateref.RefUpdates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TagsTest {

    private final CoreFixture core = new CoreFixture();
    private final Tags tags = new Tags(new RefUpdates(core.repositories, core.commits, Limits.defaults()),
            new Browse(Limits.defaults()));
    private Committed commit = new Committed(ObjectId.zeroId(), ObjectId.zeroId(), null, ObjectId.zeroId(), 0,
            EventNumber.NONE);

    @BeforeEach
    void oneCommit() {
        commit = (Committed) core.commit(put("a", "1"));
    }

    @Test
    void aTagWithoutAMessageIsLightweight() throws IOException {
        assertThat(create("v1", "main", Optional.empty())).isInstanceOf(Updated.class);
        assertThat(read("v1")).isEqualTo(new TagDetails(new RefEntry(name("v1"), commit.commit(), null),
                Optional.of(commit.commit()), Optional.empty(), Optional.empty()));
    }

    @Test
    void aTagWithAMessageHasAnObjectThatSaysWhoMadeIt() throws IOException {
        assertThat(create("v1", "main", annotated("First.\n\nWith ümlaut\n"))).isInstanceOf(Updated.class);
        TagDetails tag = read("v1");
        assertThat(tag.annotated()).isTrue();
        assertThat(tag.ref().id()).isNotEqualTo(commit.commit());
        assertThat(tag.commit()).hasValue(commit.commit());
        assertThat(tag.message()).hasValue("First.\n\nWith ümlaut\n");
        assertThat(tag.tagger())
                .hasValue(new Ident("Anna", "anna@example.org", Instant.ofEpochSecond(1_700_000_000), 120));
    }

    @Test
    void theObjectIsWhatGitWouldStore() throws Exception {
        assertThat(create("v1", "main", annotated("m\n"))).isInstanceOf(Updated.class);
        byte[] bytes = Objects.requireNonNull(core.repository.objects().find(read("v1").ref().id())).toByteArray();
        new ObjectChecker().check(Constants.OBJ_TAG, bytes);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("object " + commit.commit().name()
                + "\ntype commit\ntag v1\ntagger Anna <anna@example.org> 1700000000 +0200\n\nm\n");
    }

    @Test
    void aTagOnAnAnnotatedTagKeepsItAndLeadsToTheCommit() throws IOException {
        create("v1", "main", annotated("one"));
        ObjectId inner = read("v1").ref().id();
        assertThat(create("v2", "v1", annotated("two"))).isInstanceOf(Updated.class);
        assertThat(read("v2").commit()).hasValue(commit.commit());
        assertThat(read("v2").ref().peeled()).isEqualTo(commit.commit());
        assertThat(create("v3", "refs/tags/v1", Optional.empty())).isInstanceOf(Updated.class);
        assertThat(read("v3").ref().id()).isEqualTo(inner);
        assertThat(create("v4", inner.name(), Optional.empty())).isInstanceOf(Updated.class);
        assertThat(read("v4").message()).hasValue("one");
        assertThat(create("v5", "v1~0", Optional.empty())).isInstanceOf(Updated.class);
        assertThat(read("v5").ref().id()).isEqualTo(commit.commit());
    }

    @Test
    void aTreeCanBeTaggedByItsHash() throws IOException {
        assertThat(create("tree", commit.tree().name(), annotated("t"))).isInstanceOf(Updated.class);
        assertThat(read("tree").commit()).isEmpty();
        assertThat(read("tree").ref().peeled()).isEqualTo(commit.tree());
    }

    @Test
    void aTagThatIsThereStaysAsItIs() throws IOException {
        create("v1", "main", Optional.empty());
        core.commit(put("a", "2"));
        assertThat(create("v1", "main", Optional.empty())).isEqualTo(new Moved(name("v1"), commit.commit()));
        assertThat(create("v2", "nowhere", Optional.empty())).isInstanceOf(Unresolved.class);
        assertThat(tags.delete(ANNA, core.repository, name("v2"), null, false).join())
                .isEqualTo(new Missing(name("v2")));
        assertThat(tags.delete(ANNA, core.repository, name("v1"), null, false).join()).isInstanceOf(Updated.class);
        assertThat(core.repository.refs().get(name("v1"))).isNull();
    }

    private RefOutcome create(String name, String target, Optional<NewTag.Annotation> annotation) throws IOException {
        return tags.create(ANNA, core.repository, new NewTag(name(name), target, annotation), false).join();
    }

    private TagDetails read(String name) throws IOException {
        return tags.read(core.repository, List.of(Objects.requireNonNull(core.repository.refs().get(name(name)))))
                .getFirst();
    }

    private static Optional<NewTag.Annotation> annotated(String message) {
        return Optional.of(new NewTag.Annotation(message, AUTHOR));
    }

    private static RefName name(String shortName) {
        return RefName.tag(shortName).orElseThrow();
    }
}
