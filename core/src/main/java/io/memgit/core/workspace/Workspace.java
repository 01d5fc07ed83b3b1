package io.memgit.core.workspace;

import io.memgit.core.commit.CommitBytes;
import io.memgit.core.object.ObjectView;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.HiddenName;
import io.memgit.core.repo.HiddenRef;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Ttl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/**
 * Uncommitted state on top of a commit of a branch.
 *
 * @param name
 *            of its hidden ref
 * @param seen
 *            the ref as it was read; null for a workspace that nobody has written to
 * @param branch
 *            where it will be committed
 * @param base
 *            the commit it stands on, null where the branch has none yet
 * @param baseTree
 *            the tree of that commit, or the empty one
 * @param index
 *            the tree of what is staged
 * @param work
 *            the tree of all that is there
 * @param facts
 *            what else is known of it
 * @param ttl
 *            how long it is kept after it was named
 */
public record Workspace(HiddenName name, @Nullable HiddenRef seen, RefName branch, @Nullable ObjectId base,
        ObjectId baseTree, ObjectId index, ObjectId work, Map<String, String> facts, Ttl ttl) {

    /** The fact that says where it will be committed. */
    static final String BRANCH = "branch";
    /** The fact that a person has given it a name. */
    static final String TITLE = "name";
    /** The fact that counts the files which differ from the base. */
    static final String FILES = "files";
    /** The fact that its branch was not there when it was made, so that a commit makes it. */
    static final String STARTS = "starts";

    /** The fact that says whether a transaction goes on. */
    static final String STATE = "state";
    static final String OPEN = "open";

    static final ObjectId EMPTY_TREE = Constants.EMPTY_TREE_ID;

    private static final byte[] PARENT = Constants.encodeASCII("parent ");
    private static final int TREE_LINE = "tree ".length() + Constants.OBJECT_ID_STRING_LENGTH + 1;
    private static final int PARENT_LINE = "parent ".length() + Constants.OBJECT_ID_STRING_LENGTH + 1;

    /** Copies the facts. */
    public Workspace {
        facts = Map.copyOf(facts);
    }

    /** By which its owner names it. */
    public String id() {
        return name.id();
    }

    /** What its owner calls it. */
    public Optional<String> title() {
        return Optional.ofNullable(facts.get(TITLE));
    }

    /**
     * The commit that holds its state: its base as long as nothing has changed, null on an unborn
     * branch.
     */
    public @Nullable ObjectId head() {
        if (seen == null || seen.commit().equals(ObjectId.zeroId()))
            return base;
        return seen.commit();
    }

    /** How many files differ from the base. */
    public int filesChanged() {
        String files = facts.get(FILES);
        return files == null ? 0 : Integer.parseInt(files);
    }

    /** Whether nothing differs from the base. */
    public boolean isClean() {
        return index.equals(baseTree) && work.equals(baseTree);
    }

    /** When it was made; empty before the first write to it. */
    public Optional<Instant> created() {
        return Optional.ofNullable(seen).map(HiddenRef::created);
    }

    /** When it ends if nobody names it. */
    public Optional<Instant> end() {
        return Optional.ofNullable(seen).flatMap(HiddenRef::end);
    }

    /** The same workspace in another state. */
    Workspace with(ObjectId newIndex, ObjectId newWork) {
        return new Workspace(name, seen, branch, base, baseTree, newIndex, newWork, facts, ttl);
    }

    /** The same workspace on another base. */
    Workspace on(RefName newBranch, @Nullable ObjectId newBase, ObjectId newBaseTree, ObjectId newIndex,
            ObjectId newWork) {
        return new Workspace(name, seen, newBranch, newBase, newBaseTree, newIndex, newWork, facts, ttl);
    }

    Workspace withFact(String fact, @Nullable String value) {
        Map<String, String> more = new HashMap<>(facts);
        if (value == null)
            more.remove(fact);
        else
            more.put(fact, value);
        return new Workspace(name, seen, branch, base, baseTree, index, work, more, ttl);
    }

    /** The same workspace, as its hidden ref is now. */
    Workspace seenAs(HiddenRef now) {
        return new Workspace(name, now, branch, base, baseTree, index, work, now.facts(), ttl);
    }

    /** The same workspace with all that its hidden ref tells of it. */
    Workspace counted(int files) {
        Map<String, String> more = new HashMap<>(facts);
        more.put(BRANCH, branch.value());
        more.put(FILES, Integer.toString(files));
        if (base == null)
            more.remove(HiddenRef.BASE);
        else
            more.put(HiddenRef.BASE, base.name());
        return new Workspace(name, seen, branch, base, baseTree, index, work, more, ttl);
    }

    /** How it has ended, if it is a transaction that has. */
    Optional<String> closed() {
        return Optional.ofNullable(facts.get(STATE)).filter(state -> !state.equals(OPEN));
    }

    /** A new one, without any change. */
    static Workspace fresh(MemoryRepository repository, HiddenName name, RefName branch, @Nullable ObjectId base,
            Map<String, String> facts, Ttl ttl) {
        ObjectId tree = base == null ? EMPTY_TREE : treeOf(repository, base);
        return new Workspace(name, null, branch, base, tree, tree, tree, facts, ttl);
    }

    /** The workspace that a hidden ref holds. */
    static Workspace read(MemoryRepository repository, HiddenRef ref) {
        ObjectId base = ref.fact(HiddenRef.BASE).map(ObjectId::fromString).orElse(null);
        ObjectId baseTree = base == null ? EMPTY_TREE : treeOf(repository, base);
        RefName branch = new RefName(ref.fact(BRANCH).orElseThrow());
        if (ref.commit().equals(ObjectId.zeroId()) || ref.commit().equals(base))
            return new Workspace(ref.name(), ref, branch, base, baseTree, baseTree, baseTree, ref.facts(), ref.ttl());
        List<ObjectId> parents = parentsOf(repository, ref.commit());
        ObjectId index = treeOf(repository, parents.get(base == null ? 0 : 1));
        return new Workspace(ref.name(), ref, branch, base, baseTree, index, treeOf(repository, ref.commit()),
                ref.facts(), ref.ttl());
    }

    static ObjectId treeOf(MemoryRepository repository, ObjectId commit) {
        return CommitBytes.treeOf(commit(repository, commit));
    }

    static List<ObjectId> parentsOf(MemoryRepository repository, ObjectId commit) {
        byte[] raw = commit(repository, commit).toByteArray();
        List<ObjectId> parents = new ArrayList<>(2);
        for (int at = TREE_LINE; RawParseUtils.match(raw, at, PARENT) > 0; at += PARENT_LINE)
            parents.add(ObjectId.fromString(raw, at + PARENT.length));
        return parents;
    }

    static ObjectView commit(MemoryRepository repository, ObjectId id) {
        ObjectView view = repository.objects().find(id);
        if (view == null || view.type() != Constants.OBJ_COMMIT)
            throw new IllegalStateException("the repository lacks commit " + id.name());
        return view;
    }
}
