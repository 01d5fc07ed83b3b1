package io.memgit.auth.state;

import static io.memgit.auth.state.AccountsFixture.ADA;
import static io.memgit.auth.state.AccountsFixture.NOON;
import static io.memgit.auth.state.AccountsFixture.grants;
import static io.memgit.auth.state.AccountsFixture.key;
import static io.memgit.auth.state.AccountsFixture.keyId;
import static io.memgit.auth.state.AccountsFixture.token;
import static io.memgit.auth.state.AccountsFixture.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.protobuf.ByteString;
import io.memgit.auth.state.AccountsChange.KeyPut;
import io.memgit.auth.state.AccountsChange.KeyRevoked;
import io.memgit.auth.state.AccountsChange.KeyUse;
import io.memgit.auth.state.AccountsChange.KeysUsed;
import io.memgit.auth.state.AccountsChange.TokenRevoked;
import io.memgit.auth.state.AccountsChange.UserPut;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.EntryCodec;
import io.memgit.core.name.RepoId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsCodecTest {

    private static final ByteString UNKNOWN = Message.write(out -> out.writeString(99, "from the future"));

    private final AccountsState state = new AccountsState();

    @Test
    void everyChangeIsReadAsItWasWritten() throws IOException {
        for (AccountsChange change : changes().values())
            assertThat(state.decode(state.encode(change))).isEqualTo(change);
    }

    /** The file was written by version 1 and is never written again: what is stored stays readable. */
    @Test
    void whatVersionOneStoredIsReadAndWrittenTheSame() throws IOException {
        Map<String, String> golden = golden();
        Map<String, AccountsChange> changes = changes();
        assertThat(golden.keySet()).isEqualTo(changes.keySet());
        for (Map.Entry<String, AccountsChange> entry : changes.entrySet()) {
            byte[] stored = HexFormat.of().parseHex(golden.get(entry.getKey()));
            assertThat(state.decode(stored)).as(entry.getKey()).isEqualTo(entry.getValue());
            assertThat(HexFormat.of().formatHex(state.encode(entry.getValue()))).as(entry.getKey())
                    .isEqualTo(golden.get(entry.getKey()));
        }
    }

    @Test
    void fieldsOfANewerVersionSurvive() throws IOException {
        for (AccountsChange change : changes().values()) {
            byte[] newer = ByteString.copyFrom(state.encode(change)).concat(UNKNOWN).toByteArray();
            AccountsChange read = (AccountsChange) state.decode(newer);
            assertThat(read.unknownFields()).isEqualTo(UNKNOWN);
            assertThat(state.encode(read)).isEqualTo(newer);
        }
    }

    @Test
    void fieldsOfANewerVersionInsideAUserOrAKeySurviveInTheState() throws IOException {
        StoredUser ada = user(ADA, 1);
        StoredUser newer = AccountsCodec.user(AccountsCodec.user(ada).concat(UNKNOWN));
        assertThat(newer.unknownFields()).isEqualTo(UNKNOWN);
        assertThat(AccountsCodec.user(newer)).isEqualTo(AccountsCodec.user(ada).concat(UNKNOWN));
        StoredKey key = AccountsCodec.key(AccountsCodec.key(key(ADA, 1)).concat(UNKNOWN));
        assertThat(key.unknownFields()).isEqualTo(UNKNOWN);
        assertThat(AccountsCodec.key(key)).isEqualTo(AccountsCodec.key(key(ADA, 1)).concat(UNKNOWN));
    }

    @Test
    void changesTravelInTheEntriesOfTheLedger() throws IOException {
        EntryCodec codec = new EntryCodec(List.of(state));
        for (AccountsChange change : changes().values()) {
            Entry entry = new Entry(RepoId.META, new Actor("ada"), 5, change);
            assertThat(codec.decode(codec.encode(entry))).isEqualTo(entry);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "08", "0a03", "0a020a00", "ff", "12020a00", "9a0100", "0a0408011001"})
    void damagedBytesAreRefused(String hex) {
        assertThatIOException().isThrownBy(() -> state.decode(HexFormat.of().parseHex(hex)));
    }

    @Test
    void aRightThatIsNotKnownIsRefusedAndNotDropped() {
        ByteString grants = Message.write(out -> out.writeString(1, "repo:teleport"));
        ByteString key = AccountsCodec.key(key(ADA, 1)).concat(Message.write(out -> out.writeBytes(5, grants)));
        assertThatIOException().isThrownBy(() -> AccountsCodec.key(key)).withMessageContaining("permission");
    }

    @Test
    void noHashIsShownByAnyText() {
        assertThat(user(ADA, 1).toString() + key(ADA, 1) + changes()).doesNotContain("argon2id$v")
                .contains("PasswordHash[hidden]", "Sha256[hidden]");
    }

    private static Map<String, AccountsChange> changes() {
        Map<String, AccountsChange> changes = new LinkedHashMap<>();
        changes.put("user", new UserPut(user(ADA, 1), ByteString.EMPTY));
        changes.put("key", new KeyPut(key(ADA, 1), 1_000, ByteString.EMPTY));
        changes.put("restricted key", new KeyPut(key(ADA, 2, Optional.of(grants()), Optional.of(NOON)), 1_000,
                ByteString.EMPTY));
        changes.put("key revoked", new KeyRevoked(keyId(1), ByteString.EMPTY));
        changes.put("token revoked", new TokenRevoked(token(ADA, 3, NOON), ByteString.EMPTY));
        changes.put("keys used", new KeysUsed(List.of(new KeyUse(keyId(1), NOON), new KeyUse(keyId(2), NOON)),
                ByteString.EMPTY));
        return changes;
    }

    private static Map<String, String> golden() throws IOException {
        Map<String, String> golden = new LinkedHashMap<>();
        try (InputStream in = AccountsCodecTest.class.getResourceAsStream("changes-v1.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            text.lines().map(line -> line.split(": ", 2)).forEach(parts -> golden.put(parts[0], parts[1]));
        }
        return golden;
    }
}
