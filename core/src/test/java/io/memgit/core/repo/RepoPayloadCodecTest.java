package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.EntryCodec;
import io.memgit.core.ledger.RequestKey;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.PackRef;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepoPayloadCodecTest {

    private static final RepoId ID = new RepoId(1, 2);
    private static final RefName MAIN = RefName.branch("main").orElseThrow();
    private static final RefName SIDE = RefName.branch("side").orElseThrow();
    private static final RefName OTHER = RefName.branch("other").orElseThrow();
    private static final ObjectId OLD = ObjectId.fromString("1111111111111111111111111111111111111111");
    private static final ObjectId NEW = ObjectId.fromString("2222222222222222222222222222222222222222");

    private final EntryCodec codec = new EntryCodec(List.of(new RepositoriesState(HistoryRetention.DEFAULT)));

    /** What version 1 wrote must be read for ever: the files are never changed, only added to. */
    @ParameterizedTest
    @ValueSource(strings = {"create", "fork", "fork-one-ref", "edit", "delete", "write", "snapshot", "write-pack",
            "create-ttl", "fork-ttl", "snapshot-ttl", "edit-ttl", "write-ttl", "expire", "expire-branches",
            "write-hidden", "expire-hidden"})
    void entriesAreWrittenAndReadAsVersionOneDid(String name) throws IOException {
        Entry entry = new Entry(name.startsWith("write") || name.startsWith("edit") ? ID : RepoId.META,
                new Actor("änna"),
                1_700_000_000_123L, new RequestKey("key-1", "", RequestKey.DAY.toMillis()), payload(name),
                ByteString.EMPTY);
        byte[] golden = golden(name);
        assertThat(HexFormat.of().formatHex(codec.encode(entry))).isEqualTo(HexFormat.of().formatHex(golden));
        assertSame(codec.decode(golden), entry);
    }

    @Test
    void fieldsOfALaterVersionSurvive() throws IOException {
        UnknownFieldSet later = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(42).build())
                .build();
        Entry entry = new Entry(ID, new Actor("anna"), 5, null, payload("edit"), later.toByteString());
        Entry read = codec.decode(codec.encode(entry));
        assertThat(read.unknownFields()).isEqualTo(later.toByteString());
        assertThat(codec.encode(read)).isEqualTo(codec.encode(entry));
    }

    @Test
    void damageIsAnIoExceptionAndNothingElse() throws IOException {
        byte[] bytes = golden("write");
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x55;
            try {
                codec.decode(damaged);
            } catch (IOException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
        assertThatThrownBy(() -> codec.decode(new byte[]{1, 2, 3})).isInstanceOf(IOException.class);
    }

    @Test
    void aPackOfANameThatNoFileHasIsDamage() throws IOException {
        String golden = HexFormat.of().formatHex(golden("write-pack"));
        byte[] climbing = HexFormat.of()
                .parseHex(golden.replace(hex("9a41c2d0b7e35f16"), hex("../../../etc/pas")));
        assertThatThrownBy(() -> codec.decode(climbing)).isInstanceOf(IOException.class)
                .hasMessageContaining("../../../etc/pas");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void anObjectIdThatIsTooShortIsDamage() {
        byte[] shortCommit = {1 << 3, 6, 14 << 3 | 2, 2, 1, 2};
        assertThatThrownBy(() -> RepoPayloadCodec.decode(shortCommit)).isInstanceOf(IOException.class)
                .hasMessageContaining("2 bytes");
    }

    private static RepoPayload payload(String name) {
        return switch (name) {
            case "create" -> new RepoPayload.Create(ID, new RepoName("team/app"), "a döscription", true, MAIN);
            case "fork" -> new RepoPayload.Fork(ID, new RepoName("fork"), "", false, new RepoId(3, 4), null);
            case "fork-one-ref" -> new RepoPayload.Fork(ID, new RepoName("fork"), "", false, new RepoId(3, 4), MAIN);
            case "snapshot" -> {
                Quarantine objects = new Quarantine();
                ObjectId commit = objects.insert(Constants.OBJ_COMMIT, "commit".getBytes(StandardCharsets.UTF_8));
                yield new RepoPayload.Snapshot(ID, new RepoName("copy"), "d", true, new RepoId(3, 4), MAIN, commit,
                        objects);
            }
            case "write-pack" -> {
                Quarantine objects = new Quarantine();
                objects.insert(Constants.OBJ_BLOB, "beside".getBytes(StandardCharsets.UTF_8));
                objects.refer(new PackRef(new RepoId(5, 6), "9a41c2d0b7e35f16", 1_234_567_890_123L, 70_000));
                yield new RepoPayload.Write(objects, List.of(RefUpdate.create(MAIN, NEW)), EventType.PUSH);
            }
            case "create-ttl" -> new RepoPayload.Create(ID, new RepoName("app"), "", true, MAIN, new Ttl(1));
            case "fork-ttl" -> new RepoPayload.Fork(ID, new RepoName("fork"), "", false, new RepoId(3, 4), null,
                    new Ttl(Ttl.MOST_SECONDS));
            case "snapshot-ttl" -> {
                Quarantine objects = new Quarantine();
                ObjectId commit = objects.insert(Constants.OBJ_COMMIT, "commit".getBytes(StandardCharsets.UTF_8));
                yield new RepoPayload.Snapshot(ID, new RepoName("copy"), "d", true, new RepoId(3, 4), MAIN, commit,
                        objects, new Ttl(3600));
            }
            case "edit-ttl" -> new RepoPayload.Edit(null, null, Ttl.NEVER);
            case "write-ttl" -> new RepoPayload.Write(new Quarantine(),
                    List.of(RefUpdate.create(SIDE, NEW), RefUpdate.create(MAIN, NEW), RefUpdate.move(OTHER, OLD, NEW)),
                    EventType.BRANCH, Map.of(SIDE, new Ttl(60), OTHER, Ttl.NEVER));
            case "expire" -> new RepoPayload.Expire(ID, new EventNumber(70_000));
            case "expire-branches" -> new RepoPayload.ExpireBranches(
                    List.of(new RepoPayload.ExpireBranches.Seen(SIDE, new EventNumber(7)),
                            new RepoPayload.ExpireBranches.Seen(OTHER, new EventNumber(300))));
            case "write-hidden" -> new RepoPayload.Write(new Quarantine(), List.of(), EventType.COMMIT, Map.of(),
                    new HiddenUpdate.Batch(List.of(
                            HiddenUpdate.create(new HiddenName(HiddenName.Kind.WORKSPACE, "änna", "w1"),
                                    new HiddenUpdate.Value(NEW, Map.of("branch", "main", "base", OLD.name()),
                                            new Ttl(60))),
                            new HiddenUpdate(new HiddenName(HiddenName.Kind.REALITY, "", "a/b"), 70_000, null)), 300));
            case "expire-hidden" -> new RepoPayload.ExpireHidden(List.of(new RepoPayload.ExpireHidden.Idle(
                    new HiddenName(HiddenName.Kind.STASH, "anna", "s1"), 300)));
            case "edit" -> new RepoPayload.Edit("new", MAIN);
            case "delete" -> new RepoPayload.Delete(ID);
            default -> {
                Quarantine objects = new Quarantine();
                objects.insert(Constants.OBJ_BLOB, "content".getBytes(StandardCharsets.UTF_8));
                yield new RepoPayload.Write(objects, List.of(RefUpdate.create(MAIN, NEW), RefUpdate.delete(MAIN, OLD),
                        new RefUpdate(MAIN, OLD, NEW, OLD, false)), EventType.PUSH, 77);
            }
        };
    }

    private static void assertSame(Entry read, Entry written) {
        if (written.payload() instanceof RepoPayload.Snapshot snapshot) {
            assertThat(read.payload()).usingRecursiveComparison().ignoringFields("objects").isEqualTo(snapshot);
            assertThat(contents(((RepoPayload.Snapshot) read.payload()).objects()))
                    .isEqualTo(contents(snapshot.objects()));
            return;
        }
        if (!(written.payload() instanceof RepoPayload.Write expected)) {
            assertThat(read).isEqualTo(written);
            return;
        }
        assertThat(read.target()).isEqualTo(written.target());
        RepoPayload.Write write = (RepoPayload.Write) read.payload();
        assertThat(write.updates()).isEqualTo(expected.updates());
        assertThat(write.type()).isEqualTo(expected.type());
        assertThat(write.keepMillis()).isEqualTo(expected.keepMillis());
        assertThat(write.ttls()).isEqualTo(expected.ttls());
        assertThat(write.hidden()).isEqualTo(expected.hidden());
        assertThat(contents(write.objects())).isEqualTo(contents(expected.objects()));
        assertThat(write.objects().packRef()).isEqualTo(expected.objects().packRef());
        assertThat(write.objects().count()).isEqualTo(expected.objects().count());
    }

    private static Map<String, String> contents(Quarantine objects) {
        TreeMap<String, String> all = new TreeMap<>();
        objects.forEach((id, view) -> all.put(id.name(), HexFormat.of().formatHex(view.toByteArray())));
        return all;
    }

    private byte[] golden(String name) throws IOException {
        String file = "/golden/entry-v1/repository-" + name + ".hex";
        try (InputStream in = Objects.requireNonNull(RepoPayloadCodecTest.class.getResourceAsStream(file), file)) {
            return HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }
}
