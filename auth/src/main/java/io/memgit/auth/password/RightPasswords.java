package io.memgit.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.memgit.auth.cache.RecentlySeen;
import io.memgit.auth.state.Sha256;
import io.memgit.auth.state.StoredUser;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that were right a moment ago, so that the several requests of one {@code git}
 * command cost one check. They are kept as a hash with a key that only this process has, and
 * the stored hash goes in as well: when the password changes, what is remembered no longer
 * fits.
 */
final class RightPasswords {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int CAPACITY = 1_000;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Clock clock;
    private final RecentlySeen<Sha256, Long> millis = new RecentlySeen<>(CAPACITY);

    RightPasswords(SecureRandom random, Clock clock) {
        byte[] bytes = new byte[Sha256.BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        this.clock = clock;
    }

    boolean contains(StoredUser user, String password) {
        Sha256 hash = hash(user, password);
        Long since = millis.get(hash);
        if (since == null)
            return false;
        long age = clock.millis() - since;
        if (age >= 0 && age < REMEMBERED.toMillis())
            return true;
        millis.remove(hash);
        return false;
    }

    void add(StoredUser user, String password) {
        millis.put(hash(user, password), clock.millis());
    }

    private Sha256 hash(StoredUser user, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            update(mac, user.user().id().value());
            update(mac, user.password().encoded());
            update(mac, password);
            return Sha256.fromBytes(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static void update(Mac mac, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
    }
}
