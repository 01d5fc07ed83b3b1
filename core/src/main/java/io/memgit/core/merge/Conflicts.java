package io.memgit.core.merge;

import io.memgit.core.browse.EntryMode;
import io.memgit.core.merge.PathState.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;

/** The files that could not be merged. */
final class Conflicts {

    private final TreeMap<String, ConflictedFile> files = new TreeMap<>();

    void add(PathState state, List<ConflictHunk> hunks) {
        Reason known = state.reason;
        Reason reason = known != null
                ? known
                : new Reason(ConflictKind.RENAME,
                        Paths.text(state.path()) + " is part of a rename that is in conflict");
        Optional<ObjectId> merged = state.result.exists() && !state.result.isSubmodule()
                ? Optional.of(state.result.id())
                : Optional.empty();
        files.put(state.path(), new ConflictedFile(Paths.gitPath(state.path()), reason.kind(), side(state, Side.BASE),
                side(state, Side.OURS), side(state, Side.THEIRS), hunks, merged, reason.message()));
    }

    private static Optional<ConflictSide> side(PathState state, int side) {
        Stage stage = state.stages[side];
        if (!state.hasFile(side) || !stage.exists())
            return Optional.empty();
        return Optional.of(new ConflictSide(Paths.gitPath(state.names[side]), new EntryMode(stage.mode()), stage.id()));
    }

    /** A conflict of no version of any file; what is in conflict at the same path says enough. */
    void addUnclear(ConflictedFile directory) {
        files.putIfAbsent(new String(directory.path().bytes(), StandardCharsets.ISO_8859_1), directory);
    }

    /** By path. */
    List<ConflictedFile> list() {
        return new ArrayList<>(files.values());
    }
}
