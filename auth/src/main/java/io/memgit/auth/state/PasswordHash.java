package io.memgit.auth.state;

/**
 * What a password is compared with. Its text is hidden, so that it gets into no log.
 *
 * @param encoded
 *            parameters, salt and hash in the usual form, {@code $argon2id$v=19$m=...}
 */
public record PasswordHash(String encoded) {

    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}
