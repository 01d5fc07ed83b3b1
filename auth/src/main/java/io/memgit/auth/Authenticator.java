package io.memgit.auth;

import io.memgit.auth.Authentication.Anonymous;
import io.memgit.auth.Authentication.Authenticated;
import io.memgit.auth.Authentication.Invalid;
import io.memgit.auth.Authentication.Locked;
import io.memgit.auth.Authentication.Overloaded;
import io.memgit.auth.access.Principal;
import io.memgit.auth.password.PasswordCheck;
import io.memgit.auth.password.Passwords;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Finds out whose credentials are shown. The rights of a key or token are the same by every way.
 */
public final class Authenticator {

    private final ApiKeys keys;
    private final Tokens tokens;
    private final Passwords passwords;

    Authenticator(ApiKeys keys, Tokens tokens, Passwords passwords) {
        this.keys = keys;
        this.tokens = tokens;
        this.passwords = passwords;
    }

    /**
     * Whose {@code credentials} are. Takes a few microseconds, except for a password that was not right
     * just now: that blocks for a fifth of a second and longer.
     *
     * @param from
     *            the address of the client, by which wrong passwords are counted
     */
    public Authentication authenticate(Credentials credentials, InetAddress from) {
        return switch (credentials) {
            case Credentials.None none -> new Anonymous();
            case Credentials.Unreadable unreadable -> new Invalid();
            case Credentials.ApiKeyHeader header -> known(keys.authenticate(header.secret()));
            case Credentials.Bearer bearer -> known(keyOrToken(bearer.secret()));
            case Credentials.Basic basic when ApiKeys.isKey(basic.secret()) || Tokens.isToken(basic.secret()) ->
                known(keyOrToken(basic.secret()));
            case Credentials.Basic basic -> password(basic, from);
        };
    }

    private Optional<Principal> keyOrToken(String secret) {
        return ApiKeys.isKey(secret) ? keys.authenticate(secret) : tokens.authenticate(secret);
    }

    private Authentication password(Credentials.Basic basic, InetAddress from) {
        return switch (passwords.check(basic.user(), basic.secret(), from)) {
            case PasswordCheck.Right right -> new Authenticated(Principal.of(right.user().user()));
            case PasswordCheck.Wrong wrong -> new Invalid();
            case PasswordCheck.TooManyFailures failures -> new Locked(failures.retryAfter());
            case PasswordCheck.Overloaded overloaded -> new Overloaded();
        };
    }

    private static Authentication known(Optional<Principal> principal) {
        return principal.<Authentication>map(Authenticated::new).orElseGet(Invalid::new);
    }
}
