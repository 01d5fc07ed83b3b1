package io.memgit.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.EntryCodec;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

    private static final RepoId ID = new RepoId(1, 2);
    private static final RepoId OTHER = new RepoId(3, 4);

    private final Catalog catalog = new Catalog();
    private final EntryCodec codec = new EntryCodec(List.of(catalog));

    @Test
    void aNameStandsForOneRepositoryWhateverItsCase() {
        assertThat(register(ID, "Team/App", 3)).isInstanceOf(Outcome.Accepted.class);
        assertThat(register(OTHER, "team/app", 0)).isInstanceOfSatisfying(Outcome.Conflicted.class,
                c -> assertThat(c.code()).isEqualTo("REPO_EXISTS"));
        assertThat(catalog.find(new RepoName("TEAM/APP")))
                .isEqualTo(new Registered(ID, new RepoName("Team/App"), 3));
        assertThat(catalog.find(OTHER)).isNull();
    }

    @Test
    void oneRepositoryHasOneName() {
        register(ID, "app", 0);
        assertThat(register(ID, "another", 0)).isInstanceOf(Outcome.Conflicted.class);
        assertThat(catalog.find(new RepoName("another"))).isNull();
    }

    @Test
    void aReleasedNameIsFreeAndReleasedOnce() {
        register(ID, "app", 0);
        assertThat(release(ID)).isInstanceOf(Outcome.Accepted.class);
        assertThat(release(ID)).isInstanceOfSatisfying(Outcome.Refused.class,
                r -> assertThat(r.code()).isEqualTo("REPO_NOT_FOUND"));
        assertThat(register(OTHER, "APP", 0)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aSnapshotHoldsTheNamesOfItsMomentAndTakesThePlaceOfOthers() throws IOException {
        register(ID, "app", 2);
        LedgerState.Snapshot snapshot = catalog.snapshot();
        register(OTHER, "later", 0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        snapshot.writeTo(bytes);
        catalog.restore(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(catalog.names().values()).containsExactly(new Registered(ID, new RepoName("app"), 2));
        assertThat(catalog.find(OTHER)).isNull();
    }

    @Test
    void aDamagedSnapshotIsAnIoException() throws IOException {
        register(ID, "app", 0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        catalog.snapshot().writeTo(bytes);
        for (int length = 0; length < bytes.size(); length++) {
            ByteArrayInputStream cut = new ByteArrayInputStream(bytes.toByteArray(), 0, length);
            assertThatThrownBy(() -> new Catalog().restore(cut)).isInstanceOf(IOException.class);
        }
    }

    /** What version 1 wrote must be read for ever: the files are never changed, only added to. */
    @ParameterizedTest
    @ValueSource(strings = {"register", "release"})
    void entriesAreWrittenAndReadAsVersionOneDid(String name) throws IOException {
        CatalogPayload payload = name.equals("register")
                ? new CatalogPayload.Register(new Registered(ID, new RepoName("team/app"), 5))
                : new CatalogPayload.Release(ID);
        Entry entry = new Entry(RepoId.META, new Actor("anna"), 1_700_000_000_123L, payload);
        byte[] golden = golden(name);
        assertThat(HexFormat.of().formatHex(codec.encode(entry))).isEqualTo(HexFormat.of().formatHex(golden));
        assertThat(codec.decode(golden)).isEqualTo(entry);
    }

    @Test
    void aDamagedEntryIsAnIoException() throws IOException {
        byte[] golden = golden("register");
        for (int i = 0; i < golden.length; i++) {
            byte[] damaged = golden.clone();
            damaged[i] ^= 0x55;
            try {
                codec.decode(damaged);
            } catch (IOException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
        byte[] nameless = {1 << 3, 1};
        assertThatThrownBy(() -> catalog.decode(nameless)).isInstanceOf(IOException.class);
    }

    private Outcome register(RepoId id, String name, int group) {
        return apply(new CatalogPayload.Register(new Registered(id, new RepoName(name), group)));
    }

    private Outcome release(RepoId id) {
        return apply(new CatalogPayload.Release(id));
    }

    private Outcome apply(CatalogPayload payload) {
        return catalog.apply(new Entry(RepoId.META, new Actor("anna"), 5, payload));
    }

    private static byte[] golden(String name) throws IOException {
        String file = "/golden/entry-v1/catalog-" + name + ".hex";
        try (InputStream in = Objects.requireNonNull(CatalogTest.class.getResourceAsStream(file), file)) {
            return HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }
}
