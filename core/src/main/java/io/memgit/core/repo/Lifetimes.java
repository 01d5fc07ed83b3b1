package io.memgit.core.repo;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What of a repository ends by itself, and when: the repository, and branches of it. The default
 * branch never does. Immutable.
 */
public final class Lifetimes {

    static final Lifetimes NONE = new Lifetimes(null, BranchLifetimes.NONE);

    private final @Nullable Lifetime repository;
    private final BranchLifetimes branches;

    private Lifetimes(@Nullable Lifetime repository, BranchLifetimes branches) {
        this.repository = repository;
        this.branches = branches;
    }

    private static Lifetimes of(@Nullable Lifetime repository, BranchLifetimes branches) {
        return repository == null && branches.isEmpty() ? NONE : new Lifetimes(repository, branches);
    }

    /** When the repository ends if nobody writes to it; empty when it does not. */
    public Optional<Instant> end() {
        return Optional.ofNullable(repository).map(Lifetime::end);
    }

    /** How long the repository is kept after a write. */
    public Ttl ttl() {
        return repository == null ? Ttl.NEVER : repository.ttl();
    }

    /** When this branch ends if nobody writes to it; empty when it does not. */
    public Optional<Instant> end(RefName branch) {
        return Optional.ofNullable(branches.get(branch)).map(Lifetime::end);
    }

    /** How long this branch is kept after a write. */
    public Ttl ttl(RefName branch) {
        Lifetime lifetime = branches.get(branch);
        return lifetime == null ? Ttl.NEVER : lifetime.ttl();
    }

    @Nullable
    Lifetime repository() {
        return repository;
    }

    BranchLifetimes branches() {
        return branches;
    }

    /** Whether the repository still ends, and {@code number} is the last write to it. */
    boolean lastWriteIs(EventNumber number) {
        return repository != null && repository.written().number().equals(number);
    }

    /** Whether the branch still ends, and {@code number} is the last write to it. */
    boolean lastWriteIs(RefName branch, EventNumber number) {
        Lifetime lifetime = branches.get(branch);
        return lifetime != null && lifetime.written().number().equals(number);
    }

    /** A new repository. */
    static Lifetimes starting(Ttl ttl, Supplier<Stamp> stamp) {
        return ttl.isNever() ? NONE : new Lifetimes(new Lifetime(ttl, stamp.get()), BranchLifetimes.NONE);
    }

    /**
     * After an edit of the repository.
     *
     * @param ttl
     *            null: as it was
     * @param head
     *            the default branch, which does not end from now on
     */
    Lifetimes edited(@Nullable Ttl ttl, RefName head, Supplier<Stamp> stamp) {
        if (ttl == null && this == NONE)
            return this;
        Ttl wanted = ttl == null ? ttl() : ttl;
        return of(wanted.isNever() ? null : new Lifetime(wanted, stamp.get()), branches.without(head));
    }

    /**
     * After a write, which renews the repository and the branches it is to.
     *
     * @param ttls
     *            of branches among the updates; others keep theirs
     * @param head
     *            the default branch afterwards
     */
    Lifetimes written(List<RefUpdate> updates, Map<RefName, Ttl> ttls, RefName head, Supplier<Stamp> stamp) {
        if (this == NONE && ttls.isEmpty())
            return this;
        Stamp now = stamp.get();
        BranchLifetimes after = branches;
        for (int i = 0; i < updates.size() && !(after.isEmpty() && ttls.isEmpty()); i++)
            after = written(after, updates.get(i), ttls, head, now);
        return of(repository == null ? null : repository.renewed(now), after);
    }

    private static BranchLifetimes written(BranchLifetimes before, RefUpdate update, Map<RefName, Ttl> ttls,
            RefName head, Stamp now) {
        RefName name = update.name();
        Lifetime lifetime = before.get(name);
        Ttl ttl = ttls.getOrDefault(name, lifetime == null ? Ttl.NEVER : lifetime.ttl());
        return update.deletes() || ttl.isNever() || name.equals(head)
                ? before.without(name)
                : before.with(name, new Lifetime(ttl, now));
    }

    /** After branches have ended, which is no write that would renew the repository. */
    Lifetimes without(List<RefUpdate> ended) {
        BranchLifetimes left = branches;
        for (RefUpdate update : ended)
            left = left.without(update.name());
        return of(repository, left);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeBoolean(repository != null);
        if (repository != null)
            repository.writeTo(out);
        out.writeInt(branches.size());
        for (Map.Entry<RefName, Lifetime> branch : branches.entries()) {
            out.writeUTF(branch.getKey().value());
            branch.getValue().writeTo(out);
        }
    }

    /**
     * What {@link #writeTo} wrote, some time before {@code now} by the clock that only goes forward.
     */
    static Lifetimes read(DataInputStream in, long now) throws IOException {
        long nanos = now - 1;
        Lifetime repository = in.readBoolean() ? Lifetime.read(in, nanos) : null;
        BranchLifetimes branches = BranchLifetimes.NONE;
        for (int left = in.readInt(); left > 0; left--)
            branches = branches.with(new RefName(in.readUTF()), Lifetime.read(in, nanos));
        return of(repository, branches);
    }
}
