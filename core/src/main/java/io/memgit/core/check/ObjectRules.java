package io.memgit.core.check;

import io.memgit.core.limits.TreeLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GitmoduleEntry;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Judges the objects of one push while they are parsed: what {@code git fsck --strict} refuses, and
 * what it lets pass although it does harm, see {@link PathProblem} and {@link TreeLimits}. Not safe
 * for use by more than one thread.
 *
 * <p>
 * Files that Git obeys are remembered and judged by {@link #checkSpecialFiles} once all objects are
 * there. A refusal is a {@link CorruptObjectException} whose message names the object and the
 * problem, as {@code git fsck} does.
 */
public final class ObjectRules extends ObjectChecker {

    private final TreeLimits limits;
    private final TreeRules trees;
    private final Map<SpecialFile, Set<ObjectId>> found = new EnumMap<>(SpecialFile.class);
    private final int maxLinks;
    private ObjectLinks links;

    /**
     * @param limits
     *            how wide and deep trees may be
     * @param maxLinks
     *            how many different objects the pushed ones may name and be together
     */
    public ObjectRules(TreeLimits limits, int maxLinks) {
        this.limits = limits;
        this.maxLinks = maxLinks;
        this.links = new ObjectLinks(limits, maxLinks);
        this.trees = new TreeRules(limits, (file, blob) -> found.computeIfAbsent(file, f -> new HashSet<>()).add(blob));
    }

    /** What the objects that were checked with their ids say of each other. */
    public ObjectLinks links() {
        return links;
    }

    @Override
    public void check(@Nullable AnyObjectId id, int type, byte[] raw) throws CorruptObjectException {
        try {
            checkType(id, type, raw);
        } catch (CorruptObjectException e) {
            if (id == null)
                throw e;
            throw new CorruptObjectException(Constants.typeString(type) + " " + id.name() + ": " + e.getMessage(), e);
        }
    }

    private void checkType(@Nullable AnyObjectId id, int type, byte[] raw) throws CorruptObjectException {
        switch (type) {
            case Constants.OBJ_COMMIT -> checkCommit(id, raw);
            case Constants.OBJ_TREE -> checkTree(id, raw);
            case Constants.OBJ_TAG -> checkTag(id, raw);
            case Constants.OBJ_BLOB -> checkBlob(raw);
            default -> throw ObjectProblem.UNKNOWN_TYPE.refusal();
        }
    }

    @Override
    public void checkCommit(@Nullable AnyObjectId id, byte[] raw) throws CorruptObjectException {
        if (id == null) {
            HeaderRules.checkCommit(raw, null);
            return;
        }
        links.beginCommit();
        HeaderRules.checkCommit(raw, links);
        links.endCommit(id.copy());
    }

    @Override
    public void checkTag(@Nullable AnyObjectId id, byte[] raw) throws CorruptObjectException {
        HeaderRules.checkTag(raw, id == null ? null : links);
        if (id != null)
            links.tag(id.copy());
    }

    @Override
    public void checkTree(@Nullable AnyObjectId id, byte[] raw) throws CorruptObjectException {
        if (id == null) {
            trees.check(raw, null);
            return;
        }
        links.beginTree(id.copy());
        trees.check(raw, links);
        links.endTree();
    }

    /** Judges a path as a tree could spell it: unlike {@link PathRules} it takes any bytes. */
    @Override
    public void checkPath(byte[] raw, int start, int end) throws CorruptObjectException {
        int name = start;
        for (int i = start; i < end; i++) {
            if (raw[i] == '/') {
                checkPathSegment(raw, name, i);
                name = i + 1;
            }
        }
        checkPathSegment(raw, name, end);
    }

    @Override
    public void checkPathSegment(byte[] raw, int start, int end) throws CorruptObjectException {
        PathProblem problem = NameRules.problem(raw, start, end);
        if (problem != null)
            throw ObjectProblem.refusal(problem);
    }

    /** Empty: {@link #checkSpecialFiles} judges these files. */
    @Override
    public List<GitmoduleEntry> getGitsubmodules() {
        return new ArrayList<>();
    }

    @Override
    public void reset() {
        super.reset();
        found.clear();
        links = new ObjectLinks(limits, maxLinks);
    }

    /**
     * Judges the files that Git obeys in all trees that were checked so far.
     *
     * @param reader
     *            sees the pushed objects as well as those of the repository
     * @throws CorruptObjectException
     *             when one is refused
     * @throws MissingObjectException
     *             when one is missing
     * @throws IOException
     *             when one cannot be read
     */
    public void checkSpecialFiles(ObjectReader reader) throws IOException {
        for (Map.Entry<SpecialFile, Set<ObjectId>> files : found.entrySet()) {
            for (ObjectId blob : files.getValue())
                checkSpecialFile(files.getKey(), reader.open(blob, Constants.OBJ_BLOB), blob);
        }
    }

    private void checkSpecialFile(SpecialFile file, ObjectLoader loader, ObjectId blob) throws IOException {
        byte[] content;
        try {
            content = loader.getCachedBytes(file.maxBytes(limits));
        } catch (LargeObjectException e) {
            throw new CorruptObjectException("blob " + blob.name() + ": " + file.tooLarge(), e);
        }
        String problem = file.problem(content, limits).orElse(null);
        if (problem != null)
            throw new CorruptObjectException("blob " + blob.name() + ": " + problem);
    }
}
