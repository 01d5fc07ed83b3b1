package io.memgit.core.browse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * A file under the name that it has at the current place of a walk back through history.
 *
 * <p>
 * Where the file appears, what it may have been before is searched for among all files of the
 * parent: the walk goes on with that name. As in {@code git log --follow} there is one name at a
 * time, whatever branch the walk is on.
 */
final class FollowedPath {

    private final ObjectReader reader;
    private final Meter meter;
    private final RenameFinder renames;
    private GitPath path;
    private PathFinder finder;

    FollowedPath(ObjectReader reader, Meter meter, RenameFinder renames, GitPath path) {
        this.reader = reader;
        this.meter = meter;
        this.renames = renames;
        this.path = path;
        this.finder = new PathFinder(reader, path);
    }

    /** Whether the file differs between two trees; an empty {@code before} is the empty tree. */
    boolean isChangedBy(ObjectId after, Optional<ObjectId> before) throws IOException {
        Files.Found now = finder.find(after);
        Files.Found old = finder.find(before.orElse(Constants.EMPTY_TREE_ID));
        if (Objects.equals(now, old))
            return false;
        if (old == null && now != null && EntryMode.isBlob(now.mode()) && before.isPresent())
            follow(new Change(path, 0, ObjectId.zeroId(), now.mode(), now.id()), before.get());
        return true;
    }

    private void follow(Change added, ObjectId before) throws IOException {
        List<Change> sources = new ArrayList<>();
        new TreeWalkDiff(reader, meter, List.of()).diff(before, Constants.EMPTY_TREE_ID, sources::add);
        renames.sourceOf(added, sources).ifPresent(source -> {
            path = source;
            finder = new PathFinder(reader, source);
        });
    }
}
