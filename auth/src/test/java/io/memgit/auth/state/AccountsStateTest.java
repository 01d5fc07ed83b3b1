package io.memgit.auth.state;

import static io.memgit.auth.state.AccountsFixture.ADA;
import static io.memgit.auth.state.AccountsFixture.BOB;
import static io.memgit.auth.state.AccountsFixture.NOON;
import static io.memgit.auth.state.AccountsFixture.key;
import static io.memgit.auth.state.AccountsFixture.keyId;
import static io.memgit.auth.state.AccountsFixture.token;
import static io.memgit.auth.state.AccountsFixture.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountsStateTest {

    private final AccountsFixture accounts = new AccountsFixture();

    @Test
    void aUserIsFoundIgnoringCase() {
        accounts.put(user(BOB, 1));
        assertThat(accounts.state.user(new UserName("bOB"))).contains(user(BOB, 1));
        assertThat(accounts.state.user(ADA)).isEmpty();
    }

    @Test
    void aUserIsMadeOnceAndChangedFromTheVersionThatWasSeen() {
        assertThat(accounts.put(user(ADA, 1))).isEqualTo(new Outcome.Accepted(new EventNumber(1)));
        assertThat(codeOf(accounts.put(user(ADA, 1)))).isEqualTo("USER_EXISTS");
        assertThat(accounts.put(user(ADA, 2))).isEqualTo(new Outcome.Accepted(new EventNumber(2)));
        assertThat(codeOf(accounts.put(user(ADA, 2)))).isEqualTo("CONFLICT");
        assertThat(codeOf(accounts.put(user(BOB, 2)))).isEqualTo("USER_NOT_FOUND");
        assertThat(accounts.state.user(ADA)).contains(user(ADA, 2));
    }

    @Test
    void aKeyIsFoundByTheHashOfItsSecretUntilItIsRevoked() {
        accounts.put(user(ADA, 1));
        accounts.put(key(ADA, 1));
        assertThat(accounts.state.key(Sha256.of("secret 1"))).isEqualTo(key(ADA, 1));
        assertThat(accounts.revoke(keyId(1))).isInstanceOf(Outcome.Accepted.class);
        assertThat(accounts.state.key(Sha256.of("secret 1"))).isNull();
        assertThat(accounts.state.key(keyId(1))).isEmpty();
        assertThat(accounts.state.keysOf(ADA)).isEmpty();
        assertThat(codeOf(accounts.revoke(keyId(1)))).isEqualTo("API_KEY_NOT_FOUND");
    }

    @Test
    void aKeyNeedsAnOwner() {
        assertThat(codeOf(accounts.put(key(ADA, 1)))).isEqualTo("USER_NOT_FOUND");
        assertThat(accounts.state.key(Sha256.of("secret 1"))).isNull();
    }

    @Test
    void twoKeysDoNotShareAnIdOrASecret() {
        accounts.put(user(ADA, 1));
        accounts.put(key(ADA, 1));
        StoredKey sameSecret = new StoredKey(key(ADA, 2).key(), key(ADA, 1).hash(), key(ADA, 1).unknownFields());
        StoredKey sameId = new StoredKey(key(ADA, 1).key(), key(ADA, 2).hash(), key(ADA, 1).unknownFields());
        assertThat(codeOf(accounts.put(sameSecret))).isEqualTo("API_KEY_EXISTS");
        assertThat(codeOf(accounts.put(sameId))).isEqualTo("API_KEY_EXISTS");
    }

    @Test
    void keysAreListedByOwnerOldestFirst() {
        accounts.put(user(ADA, 1));
        accounts.put(user(BOB, 1));
        accounts.put(key(ADA, 2));
        accounts.put(key(BOB, 3));
        accounts.put(key(ADA, 1));
        assertThat(accounts.state.keysOf(new UserName("ADA"))).containsExactly(key(ADA, 1).key(), key(ADA, 2).key());
    }

    @Test
    void aUserHasOnlySoManyKeysAndLongExpiredOnesMakeRoom() {
        accounts.put(user(ADA, 1));
        accounts.put(key(ADA, 1, Optional.empty(), Optional.of(NOON.plusSeconds(1))));
        accounts.put(key(ADA, 2));
        accounts.put(key(ADA, 3));
        assertThat(codeOf(accounts.put(key(ADA, 4)))).isEqualTo("LIMIT_EXCEEDED");
        accounts.after(Duration.ofHours(25));
        assertThat(accounts.put(key(ADA, 4))).isInstanceOf(Outcome.Accepted.class);
        assertThat(accounts.state.keysOf(ADA)).extracting(ApiKey::id).containsExactly(keyId(2), keyId(3), keyId(4));
        assertThat(accounts.state.key(Sha256.of("secret 1"))).isNull();
    }

    @Test
    void theLastUseOfAKeyNeverGoesBackAndEndsWithTheKey() {
        accounts.put(user(ADA, 1));
        accounts.put(key(ADA, 1));
        accounts.use(keyId(1), NOON.plusSeconds(60));
        accounts.use(keyId(1), NOON);
        accounts.use(keyId(9), NOON);
        assertThat(accounts.state.lastUse(keyId(1))).contains(NOON.plusSeconds(60));
        assertThat(accounts.state.lastUse(keyId(9))).isEmpty();
        accounts.revoke(keyId(1));
        assertThat(accounts.state.lastUse(keyId(1))).isEmpty();
    }

    @Test
    void aTokenIsRevokedOnce() {
        accounts.put(user(ADA, 1));
        assertThat(accounts.revoke(token(ADA, 1, NOON.plusSeconds(60)))).isInstanceOf(Outcome.Accepted.class);
        assertThat(accounts.state.isRevoked(token(ADA, 1, NOON).id())).isTrue();
        assertThat(codeOf(accounts.revoke(token(ADA, 1, NOON.plusSeconds(60))))).isEqualTo("INVALID_CREDENTIALS");
        assertThat(accounts.state.isRevoked(token(ADA, 2, NOON).id())).isFalse();
    }

    @Test
    void aRevokedTokenIsForgottenADayAfterItsEndSoThatNoClockJumpRevivesIt() {
        accounts.put(user(ADA, 1));
        accounts.revoke(token(ADA, 1, NOON.plusSeconds(60)));
        accounts.after(Duration.ofHours(24)).use(keyId(1), NOON);
        assertThat(accounts.state.isRevoked(token(ADA, 1, NOON).id())).isTrue();
        accounts.after(Duration.ofHours(1)).use(keyId(1), NOON);
        assertThat(accounts.state.isRevoked(token(ADA, 1, NOON).id())).isFalse();
    }

    @Test
    void whenTheListOfRevokedTokensIsFullAllTokensOfTheUserDieInstead() {
        AccountsFixture small = new AccountsFixture(new AccountsState(2));
        small.put(user(ADA, 1));
        small.put(user(BOB, 1));
        Instant end = NOON.plusSeconds(60);
        small.revoke(token(ADA, 1, end));
        small.revoke(token(BOB, 2, end));
        int generation = small.state.user(ADA).orElseThrow().tokenGeneration();
        assertThat(small.revoke(token(ADA, 3, end))).isInstanceOf(Outcome.Accepted.class);
        assertThat(small.state.user(ADA).orElseThrow().tokenGeneration()).isEqualTo(generation + 1);
        assertThat(small.state.user(BOB)).contains(user(BOB, 1));
        assertThat(small.state.isRevoked(token(ADA, 1, end).id())).isFalse();
        assertThat(small.state.isRevoked(token(BOB, 2, end).id())).isTrue();
        small.revoke(token(BOB, 4, end));
        assertThat(small.state.isRevoked(token(BOB, 4, end).id())).isTrue();
    }

    @Test
    void aRestoredSnapshotIsTheStateAsItWasWhenItWasTaken() throws IOException {
        accounts.put(user(ADA, 1));
        accounts.put(key(ADA, 1, Optional.of(AccountsFixture.grants()), Optional.of(NOON.plusSeconds(9))));
        accounts.put(key(ADA, 2));
        accounts.use(keyId(2), NOON);
        accounts.revoke(token(ADA, 1, NOON.plusSeconds(60)));
        var snapshot = accounts.state.snapshot();
        accounts.revoke(keyId(1));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        snapshot.writeTo(bytes);

        AccountsFixture other = new AccountsFixture();
        other.put(user(BOB, 1));
        other.put(key(BOB, 5));
        other.state.restore(new ByteArrayInputStream(bytes.toByteArray()));

        assertThat(other.state.user(BOB)).isEmpty();
        assertThat(other.state.key(Sha256.of("secret 5"))).isNull();
        assertThat(other.state.user(ADA)).contains(user(ADA, 1));
        assertThat(other.state.keysOf(ADA)).hasSize(2);
        assertThat(other.state.key(keyId(1)).orElseThrow().restriction()).contains(AccountsFixture.grants());
        assertThat(other.state.lastUse(keyId(2))).contains(NOON);
        assertThat(other.state.isRevoked(token(ADA, 1, NOON).id())).isTrue();
        assertThat(other.revoke(keyId(1))).isEqualTo(new Outcome.Accepted(new EventNumber(6)));
    }

    @Test
    void equalStatesHaveEqualSnapshotsWhateverTheOrderInWhichTheyCameAbout() throws IOException {
        AccountsFixture other = new AccountsFixture();
        for (AccountsFixture each : new AccountsFixture[]{accounts, other})
            each.put(user(ADA, 1));
        for (int i = 1; i <= 3; i++) {
            accounts.put(key(ADA, i));
            other.put(key(ADA, 4 - i));
        }
        ByteArrayOutputStream a = new ByteArrayOutputStream();
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        accounts.state.snapshot().writeTo(a);
        other.state.snapshot().writeTo(b);
        assertThat(a.toByteArray()).isEqualTo(b.toByteArray());
    }

    @Test
    void aDamagedSnapshotIsRefusedWhereverItIsDamaged() throws IOException {
        accounts.put(user(ADA, 1));
        accounts.put(key(ADA, 1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        accounts.state.snapshot().writeTo(out);
        byte[] whole = out.toByteArray();
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 4;
            assertThatIOException().isThrownBy(() -> new AccountsState().restore(new ByteArrayInputStream(flipped)));
            byte[] cut = java.util.Arrays.copyOf(whole, i);
            assertThatIOException().isThrownBy(() -> new AccountsState().restore(new ByteArrayInputStream(cut)));
        }
    }

    private static String codeOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> "accepted";
            case Outcome.Stale stale -> "stale";
            case Outcome.Conflicted conflicted -> conflicted.code();
            case Outcome.Refused refused -> refused.code();
        };
    }
}
