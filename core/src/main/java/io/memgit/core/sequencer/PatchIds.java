package io.memgit.core.sequencer;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.DiffFormat;
import io.memgit.core.browse.DiffQuery;
import io.memgit.core.browse.DiffResult;
import io.memgit.core.browse.DiffSide;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.repo.MemoryRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Finds commits that change the same, as {@code git patch-id} has it: the same lines around and in
 * each change, wherever in the file, white space aside.
 */
final class PatchIds {

    private final Evaluation evaluation;
    private final MemoryRepository repository;
    private final Browse browse;
    private final Map<ObjectId, String> patches = new HashMap<>();

    PatchIds(Evaluation evaluation, MemoryRepository repository, Browse browse) {
        this.evaluation = evaluation;
        this.repository = repository;
        this.browse = browse;
    }

    /**
     * Those of {@code own} that change something, and the same as one of {@code others}. There may be
     * far more others than own ones: they are looked at one by one and not kept.
     */
    Set<ObjectId> inBoth(List<StoredCommit> own, List<ObjectId> others) throws IOException, StoppedException {
        Set<ObjectId> found = new HashSet<>();
        if (own.isEmpty() || others.isEmpty())
            return found;
        // Which files differ is quickly told, and mostly enough to know that the patches differ.
        Map<String, List<StoredCommit>> byFiles = new HashMap<>();
        for (StoredCommit commit : own) {
            evaluation.checkTime();
            // An empty commit is there for its message: it changes the same as none.
            String files = commit.isMerge() ? "" : files(commit);
            if (!files.isEmpty())
                byFiles.computeIfAbsent(files, _ -> new ArrayList<>()).add(commit);
        }
        for (ObjectId id : others) {
            evaluation.checkTime();
            StoredCommit other = evaluation.commit(id);
            if (other.isMerge())
                continue;
            for (StoredCommit commit : byFiles.getOrDefault(files(other), List.of())) {
                if (patch(commit).equals(patch(other)))
                    found.add(commit.id());
            }
        }
        return found;
    }

    private String files(StoredCommit commit) throws IOException, StoppedException {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        DiffResult result = browse.write(repository, query(commit), DiffFormat.NAME_STATUS, names);
        requireWhole(result);
        return names.toString(StandardCharsets.ISO_8859_1);
    }

    private String patch(StoredCommit commit) throws IOException, StoppedException {
        String known = patches.get(commit.id());
        if (known != null)
            return known;
        PatchDigest digest = new PatchDigest();
        requireWhole(browse.write(repository, query(commit), DiffFormat.PATCH, digest));
        String patch = digest.hex();
        patches.put(commit.id(), patch);
        return patch;
    }

    private static DiffQuery query(StoredCommit commit) {
        return DiffQuery.of(new DiffSide(Optional.of(commit.id()), commit.tree())).withRenames(false);
    }

    private static void requireWhole(DiffResult result) throws StoppedException {
        switch (result) {
            case DiffResult.Written _ -> {
                // All of it was compared.
            }
            case Exceeded exceeded -> throw StoppedException.limit("browse." + exceeded.bound().text(),
                    "the patches take too long to compare");
            case DiffResult.Page _,DiffResult.NoMergeBase _ ->
                throw new IllegalStateException("text of one commit was asked for");
        }
    }
}
