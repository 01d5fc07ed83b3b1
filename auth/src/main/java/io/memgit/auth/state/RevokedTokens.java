package io.memgit.auth.state;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens that are dead before their time, bounded. One thread changes it, any may ask
 * {@link #contains}.
 */
final class RevokedTokens {

    /** The most tokens that are kept. */
    static final int MAX = 200_000;

    private final int max;
    private final Map<TokenId, RevokedToken> tokens = new ConcurrentHashMap<>();
    private final PriorityQueue<RevokedToken> byExpiry = new PriorityQueue<>(
            Comparator.comparing(RevokedToken::expires));

    RevokedTokens(int max) {
        this.max = max;
    }

    boolean contains(TokenId id) {
        return tokens.containsKey(id);
    }

    /** Keeps a token; false when there is no room. */
    boolean add(RevokedToken token) {
        if (tokens.size() >= max)
            return false;
        if (tokens.put(token.id(), token) == null)
            byExpiry.add(token);
        return true;
    }

    /** Drops the tokens that ended by themselves before {@code time}. */
    void forgetUntil(Instant time) {
        for (RevokedToken first = byExpiry.peek(); first != null
                && first.expires().isBefore(time); first = byExpiry.peek()) {
            byExpiry.remove();
            tokens.remove(first.id());
        }
    }

    void removeOf(UserName user) {
        byExpiry.removeIf(token -> token.user().key().equals(user.key()));
        tokens.values().removeIf(token -> token.user().key().equals(user.key()));
    }

    List<RevokedToken> all() {
        return List.copyOf(tokens.values());
    }

    void replaceWith(Collection<RevokedToken> others) {
        tokens.clear();
        byExpiry.clear();
        others.forEach(this::add);
    }
}
