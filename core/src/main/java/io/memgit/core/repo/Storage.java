package io.memgit.core.repo;

import io.memgit.core.catalog.Catalog;
import io.memgit.core.catalog.Registered;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.MemoryLedger;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place where repositories live: a ledger and the states behind it.
 *
 * @param ledger
 *            one that {@code catalog} and {@code groups} are behind
 * @param catalog
 *            the names
 * @param groups
 *            what the names stand for, by the number of the group
 */
public record Storage(Ledger ledger, Catalog catalog, List<RepositoriesState> groups) {

    /**
     * Copies the list of groups.
     *
     * @throws IllegalArgumentException
     *             when there is no group
     */
    public Storage {
        groups = List.copyOf(groups);
        if (groups.isEmpty())
            throw new IllegalArgumentException("a storage without a group");
    }

    /** Nothing outlives the process, and what is submitted is applied at once. */
    public static Storage inMemory(HistoryRetention retention) {
        return inMemory(Terms.keeping(retention), _ -> null, List.of());
    }

    /** As {@link #inMemory(HistoryRetention)}, within {@code limits}. */
    public static Storage inMemory(Limits limits) {
        return inMemory(limits, _ -> null, List.of());
    }

    /**
     * As {@link #inMemory(Limits)}.
     *
     * @param elsewhere
     *            finds what a fork starts from when it lives in another storage
     * @param others
     *            what else stands behind the same ledger
     */
    public static Storage inMemory(Limits limits, Function<RepoId, @Nullable MemoryRepository> elsewhere,
            List<? extends LedgerState> others) {
        return inMemory(Terms.of(limits), elsewhere, others);
    }

    private static Storage inMemory(Terms terms, Function<RepoId, @Nullable MemoryRepository> elsewhere,
            List<? extends LedgerState> others) {
        Catalog catalog = new Catalog();
        RepositoriesState state = new RepositoriesState(terms, elsewhere);
        List<LedgerState> states = new ArrayList<>(others);
        states.add(catalog);
        states.add(state);
        return new Storage(new MemoryLedger(states), catalog, List.of(state));
    }

    /** The same states behind another ledger, which hands on to this one's. */
    public Storage behind(Ledger other) {
        return new Storage(other, catalog, groups);
    }

    /** The repository with this id that lives here, or null. */
    public @Nullable MemoryRepository find(RepoId id) {
        Registered registered = catalog.find(id);
        return registered == null ? null : find(registered);
    }

    /** The repository of this name that lives here, or null. */
    public @Nullable MemoryRepository find(RepoName name) {
        Registered registered = catalog.find(name);
        return registered == null ? null : find(registered);
    }

    /** All repositories that live here, in no order. */
    Collection<MemoryRepository> all() {
        List<MemoryRepository> all = new ArrayList<>();
        groups.forEach(group -> all.addAll(group.all()));
        return all;
    }

    @Nullable
    MemoryRepository find(Registered registered) {
        return groups.get(registered.group()).find(registered.id());
    }

    /** As {@link #groupOf(RepoId, Catalog, List)}. */
    int groupOf(RepoId id) {
        return groupOf(id, catalog, groups);
    }

    /**
     * The group whose entries are those of a repository: what its registration says, else the one that
     * holds it, else the one for a repository that starts from nothing.
     */
    public static int groupOf(RepoId id, Catalog catalog, List<RepositoriesState> groups) {
        Registered registered = catalog.find(id);
        if (registered != null)
            return registered.group();
        for (int group = 0; group < groups.size(); group++) {
            if (groups.get(group).find(id) != null)
                return group;
        }
        return (int) Long.remainderUnsigned(id.low(), groups.size());
    }
}
