package io.memgit.auth.access;

/** What a caller wants to do. */
public enum Action {
    /** See who one is. */
    READ_OWN_ACCOUNT(Kind.ACCOUNT),
    /** List one's own API keys. */
    LIST_OWN_KEYS(Kind.ACCOUNT),
    /** Make or revoke an API key of one's own. */
    CHANGE_OWN_KEYS(Kind.ACCOUNT),
    /** List repositories; only those that {@link #READ_REPOSITORY} is allowed for are listed. */
    LIST_REPOSITORIES(Kind.ACCOUNT),
    /** Make a repository of the given name; a fork also needs to read what it forks. */
    CREATE_REPOSITORY(Kind.NEW_REPOSITORY),
    /** Read, clone and fetch a repository, see its settings and events. */
    READ_REPOSITORY(Kind.REPOSITORY),
    /** Commit and push to a repository, and change its branches, tags and refs. */
    WRITE_REPOSITORY(Kind.REPOSITORY),
    /** Change the settings of a repository, and have it maintained. */
    ADMINISTER_REPOSITORY(Kind.REPOSITORY),
    /** Delete a repository. */
    DELETE_REPOSITORY(Kind.REPOSITORY),
    /** See how the server is doing, beyond what is open to everybody. */
    READ_SYSTEM(Kind.SYSTEM),
    /** Have the server tidy up. */
    WRITE_SYSTEM(Kind.SYSTEM),
    /** See users and what they may do. */
    READ_USERS(Kind.SYSTEM),
    /** Make and change users whose rights one has oneself. */
    WRITE_USERS(Kind.SYSTEM),
    /** Delete users whose rights one has oneself. */
    DELETE_USERS(Kind.SYSTEM);

    /** What an action is about. */
    enum Kind {
        ACCOUNT, NEW_REPOSITORY, REPOSITORY, SYSTEM
    }

    private final Kind kind;

    Action(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** Whether the action is about one repository, which has to be named. */
    public boolean needsRepository() {
        return kind == Kind.REPOSITORY || kind == Kind.NEW_REPOSITORY;
    }
}
