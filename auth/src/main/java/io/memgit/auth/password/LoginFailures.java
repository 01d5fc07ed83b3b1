package io.memgit.auth.password;

import io.memgit.auth.state.UserName;
import io.memgit.core.limits.AuthLimits;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong passwords for each name and from each address. When one of them reaches the limit
 * within the window, it is locked for as long as the window. Memory is bounded: the longest
 * untouched counts are dropped first.
 */
final class LoginFailures {

    private static final int IPV4_BYTES = 4;
    // Whoever has one IPv6 address has the 2^64 of its network.
    private static final int IPV6_NETWORK_BYTES = 8;

    private final AuthLimits limits;
    private final Clock clock;
    private final Map<Object, Count> counts = new LinkedHashMap<>();

    LoginFailures(AuthLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** How long the address or the name stays locked, empty when neither is. */
    synchronized Optional<Duration> locked(InetAddress address, Optional<UserName> name) {
        long now = clock.millis();
        return keys(address, name).stream()
                .flatMap(key -> Optional.ofNullable(live(key, now)).stream())
                .filter(count -> count.failures >= limits.loginFailures())
                .map(count -> Duration.ofMillis(count.since + limits.loginWindow().toMillis() - now))
                .max(Duration::compareTo);
    }

    /**
     * Counts a wrong password, unless others have locked the address or the name while it was being
     * checked: then how long they stay locked.
     */
    synchronized Optional<Duration> failed(InetAddress address, Optional<UserName> name) {
        Optional<Duration> locked = locked(address, name);
        if (locked.isEmpty())
            keys(address, name).forEach(key -> count(key, clock.millis()));
        return locked;
    }

    /**
     * Forgets the wrong passwords for the name, unless others have locked the address or the name
     * while the right one was being checked: then how long they stay locked. Those from the address are
     * kept, or whoever has an account could go on guessing at others.
     */
    synchronized Optional<Duration> succeeded(InetAddress address, UserName name) {
        Optional<Duration> locked = locked(address, Optional.of(name));
        if (locked.isEmpty())
            counts.remove(new ByName(name.key()));
        return locked;
    }

    synchronized int tracked() {
        return counts.size();
    }

    private void count(Object key, long now) {
        Count count = live(key, now);
        if (count == null) {
            makeRoom();
            count = new Count(now);
        } else {
            counts.remove(key);
        }
        count.failures++;
        if (count.failures >= limits.loginFailures())
            count.since = now;
        counts.put(key, count);
    }

    // A clock that was set back makes no count live for hours.
    private @Nullable Count live(Object key, long now) {
        Count count = counts.get(key);
        if (count == null)
            return null;
        if (now >= count.since && now - count.since < limits.loginWindow().toMillis())
            return count;
        counts.remove(key);
        return null;
    }

    private void makeRoom() {
        Iterator<Object> eldest = counts.keySet().iterator();
        for (int excess = counts.size() - limits.trackedLogins() + 1; excess > 0; excess--) {
            eldest.next();
            eldest.remove();
        }
    }

    private static List<Object> keys(InetAddress address, Optional<UserName> name) {
        byte[] bytes = address.getAddress();
        int length = bytes.length == IPV4_BYTES ? IPV4_BYTES : IPV6_NETWORK_BYTES;
        long network = 0;
        for (int i = 0; i < length; i++)
            network = (network << Byte.SIZE) | (bytes[i] & 0xff);
        List<Object> keys = new ArrayList<>();
        keys.add(new ByAddress(length, network));
        name.ifPresent(known -> keys.add(new ByName(known.key())));
        return keys;
    }

    private record ByAddress(int bytes, long network) {}

    private record ByName(String key) {}

    private static final class Count {
        private long since;
        private int failures;

        Count(long since) {
            this.since = since;
        }
    }
}
