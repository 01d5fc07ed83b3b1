package io.memgit.core.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;

/** Makes commits in a store: {@code history.file("a", "x").commit("main")}. */
final class History {

    private final StoredRepository repository;
    private final Map<String, ObjectId> branches = new TreeMap<>();
    private final Map<String, ObjectId> files = new TreeMap<>();
    private Quarantine batch = new Quarantine();
    private long seconds = 1_700_000_000;

    History(StoredRepository repository) {
        this.repository = repository;
    }

    Map<String, ObjectId> branches() {
        return branches;
    }

    ObjectId head(String branch) {
        ObjectId head = branches.get(branch);
        if (head == null)
            throw new IllegalStateException("no branch " + branch);
        return head;
    }

    History file(String name, String content) {
        return file(name, content.getBytes(UTF_8));
    }

    History file(String name, byte[] content) {
        files.put(name, batch.insert(Constants.OBJ_BLOB, content));
        return this;
    }

    /** Commits all files there are to a branch, which begins here when it is new, and publishes it. */
    ObjectId commit(String branch) throws IOException {
        try (TieredInserter inserter = repository.getObjectDatabase().newInserter(batch)) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(inserter));
            List<ObjectId> parents = new ArrayList<>();
            if (branches.containsKey(branch))
                parents.add(branches.get(branch));
            commit.setParentIds(parents);
            PersonIdent person = new PersonIdent("A", "a@example.org", java.time.Instant.ofEpochSecond(seconds++),
                    java.time.ZoneOffset.UTC);
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage("commit " + seconds + "\n");
            ObjectId id = inserter.insert(commit);
            repository.writing.lock();
            try {
                repository.store().publish(batch);
            } finally {
                repository.writing.unlock();
            }
            batch = new Quarantine();
            branches.put(branch, id);
            return id;
        }
    }

    /** The roots of a fold: all branches. */
    Folder.Roots roots() {
        return new Folder.Roots(List.copyOf(branches.values()), List.of(), List.of());
    }

    private ObjectId tree(TieredInserter inserter) throws IOException {
        TreeFormatter tree = new TreeFormatter();
        files.forEach((name, id) -> tree.append(name, FileMode.REGULAR_FILE, id));
        return inserter.insert(tree);
    }
}
