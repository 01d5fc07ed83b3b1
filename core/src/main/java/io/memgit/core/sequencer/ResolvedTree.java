package io.memgit.core.sequencer;

import io.memgit.core.browse.EntryMode;
import io.memgit.core.browse.GitPath;
import io.memgit.core.check.SpecialFile;
import io.memgit.core.commit.BlobMode;
import io.memgit.core.commit.ObjectSource;
import io.memgit.core.limits.Limits;
import io.memgit.core.merge.ConflictSide;
import io.memgit.core.merge.ConflictedFile;
import io.memgit.core.object.Quarantine;
import io.memgit.core.sequencer.SequencerOutcome.Conflict;
import io.memgit.core.sequencer.SequencerOutcome.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** What a tree with conflicts becomes by their resolution. */
final class ResolvedTree {

    private final ObjectSource source;
    private final Quarantine objects;
    private final Limits limits;

    ResolvedTree(ObjectSource source, Quarantine objects, Limits limits) {
        this.source = source;
        this.objects = objects;
        this.limits = limits;
    }

    ObjectId of(ObjectId tree, Conflict conflict, List<FileResolution> resolved) throws StoppedException {
        Map<GitPath, ConflictedFile> files = new HashMap<>();
        for (ConflictedFile file : conflict.files())
            files.put(file.path(), file);
        List<TreeEdit.Place> places = new ArrayList<>();
        for (FileResolution resolution : resolved) {
            ConflictedFile file = files.get(resolution.path());
            // Of a directory that is only unclear there is nothing to take: it stays as it was merged.
            if (file != null && (hasSides(file) || !(resolution instanceof FileResolution.Take)))
                places.add(place(file, resolution));
        }
        return new TreeEdit(source, objects).put(tree, places);
    }

    /** Whether there are versions of the file, so that somebody has to say which one it is to be. */
    static boolean hasSides(ConflictedFile file) {
        return file.base().isPresent() || file.ours().isPresent() || file.theirs().isPresent();
    }

    private TreeEdit.Place place(ConflictedFile file, FileResolution resolution) throws StoppedException {
        return switch (resolution) {
            case FileResolution.Delete(GitPath path) -> nothing(path);
            case FileResolution.Take(GitPath path, var side) -> {
                Optional<ConflictSide> taken = switch (side) {
                    case BASE -> file.base();
                    case OURS -> file.ours();
                    case THEIRS -> file.theirs();
                };
                yield taken.map(s -> new TreeEdit.Place(path.bytes(), FileMode.fromBits(s.mode().bits()), s.id()))
                        .orElseGet(() -> nothing(path));
            }
            case FileResolution.Write write -> written(file, write);
        };
    }

    private TreeEdit.Place written(ConflictedFile file, FileResolution.Write write) throws StoppedException {
        FileMode mode = write.mode().map(ResolvedTree::mode).orElseGet(() -> modeOf(file));
        check(write.path(), mode, write.content());
        return new TreeEdit.Place(write.path().bytes(), mode, objects.insert(Constants.OBJ_BLOB, write.content()));
    }

    private void check(GitPath path, FileMode mode, byte[] content) throws StoppedException {
        Optional<SpecialFile> special = SpecialFile.named(path.text());
        if (special.isEmpty())
            return;
        Optional<String> problem = !FileMode.SYMLINK.equals(mode.getBits())
                ? special.get().problem(content, limits.tree())
                : special.get().mayBeSymlink() ? Optional.empty() : Optional.of("it must not be a symbolic link");
        if (problem.isPresent())
            throw StoppedException.declined(Reason.CONTENT, path.text() + ": " + problem.get());
    }

    private static FileMode modeOf(ConflictedFile file) {
        return file.ours()
                .or(file::theirs)
                .map(ConflictSide::mode)
                .map(EntryMode::bits)
                .map(FileMode::fromBits)
                .filter(m -> FileMode.EXECUTABLE_FILE.equals(m.getBits()) || FileMode.SYMLINK.equals(m.getBits()))
                .orElse(FileMode.REGULAR_FILE);
    }

    private static FileMode mode(BlobMode mode) {
        return switch (mode) {
            case REGULAR -> FileMode.REGULAR_FILE;
            case EXECUTABLE -> FileMode.EXECUTABLE_FILE;
            case SYMLINK -> FileMode.SYMLINK;
        };
    }

    private static TreeEdit.Place nothing(GitPath path) {
        return new TreeEdit.Place(path.bytes(), FileMode.MISSING, ObjectId.zeroId());
    }
}
