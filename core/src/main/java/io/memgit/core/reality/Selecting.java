package io.memgit.core.reality;

import io.memgit.core.commit.CommitBytes;
import io.memgit.core.commit.ObjectSource;
import io.memgit.core.event.EventType;
import io.memgit.core.merge.Favor;
import io.memgit.core.merge.Labels;
import io.memgit.core.merge.Merge;
import io.memgit.core.merge.MergeOptions;
import io.memgit.core.merge.MergeResult;
import io.memgit.core.object.Quarantine;
import io.memgit.core.reality.RealityOutcome.Conflicted;
import io.memgit.core.reality.RealityOutcome.Missing;
import io.memgit.core.reality.RealityOutcome.NoBranch;
import io.memgit.core.reality.RealityOutcome.NoWinner;
import io.memgit.core.reality.RealityOutcome.NotMergeable;
import io.memgit.core.reality.RealityOutcome.Selected;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.HiddenName.Kind;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Root;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.RawParseUtils;

/** Finds the winner of a set, merges it, and drops the others. */
final class Selecting {

    private final MemoryRepository repository;
    private final Root root;
    private final Merge merge;
    private final Quarantine objects;
    private final ObjectSource source;
    private final Selection selection;

    Selecting(MemoryRepository repository, Merge merge, Quarantine objects, Selection selection) {
        this.repository = repository;
        this.root = repository.root();
        this.merge = merge;
        this.objects = objects;
        this.source = Realities.source(repository, objects);
        this.selection = selection;
    }

    /** Carries what ends a selection up to where it is answered. */
    private static final class EndedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient RealityOutcome outcome;

        EndedException(RealityOutcome outcome) {
            super("ended", null, false, false);
            this.outcome = outcome;
        }
    }

    /** What the target becomes. */
    private record Merged(String result, ObjectId head) {}

    Attempt decide() throws IOException {
        List<Reality> set = root.hidden()
                .of(Kind.REALITY, "")
                .stream()
                .filter(ref -> ref.fact(Reality.SET).equals(Optional.of(selection.set())))
                .flatMap(ref -> Reality.of(ref, root).stream())
                .toList();
        try {
            if (set.isEmpty())
                throw new EndedException(new Missing(selection.set()));
            return selected(set, winner(set));
        } catch (EndedException e) {
            return new Attempt.Answer(e.outcome);
        }
    }

    private Reality winner(List<Reality> set) throws EndedException {
        String named = selection.winner();
        if (named != null)
            return Realities.find(root, named)
                    .filter(set::contains)
                    .orElseThrow(() -> new EndedException(new Missing(named)));
        String metric = metric(set);
        Comparator<Reality> byMetric = Comparator.comparingDouble(r -> r.metrics().getOrDefault(metric, 0.0));
        // Of equals the first one wins, whichever way it goes.
        Comparator<Reality> order = (selection.ascending() ? byMetric : byMetric.reversed())
                .thenComparing(Reality::name);
        return set.stream()
                .filter(r -> r.metrics().containsKey(metric))
                .min(order)
                .orElseThrow(() -> new EndedException(
                        new NoWinner("nothing was measured of " + selection.set() + " as " + metric)));
    }

    private String metric(List<Reality> set) throws EndedException {
        String by = selection.by();
        if (by != null)
            return by;
        Set<String> names = new TreeSet<>();
        set.forEach(r -> names.addAll(r.metrics().keySet()));
        if (names.size() == 1)
            return names.iterator().next();
        throw new EndedException(new NoWinner(names.isEmpty()
                ? "nothing was measured of any reality of " + selection.set()
                : "by says which of " + String.join(", ", names) + " decides"));
    }

    private Attempt selected(List<Reality> set, Reality winner) throws IOException, EndedException {
        RefName target = selection.target()
                .or(() -> RefName.branch(winner.baseBranch()))
                .orElse(root.head());
        ObjectId old = root.refs().idOf(target);
        if (old.equals(ObjectId.zeroId()))
            throw new EndedException(new NoBranch(target));
        Merged merged = merged(target, old, winner);
        List<RefUpdate> updates = new ArrayList<>();
        boolean moves = !merged.head.equals(old);
        if (moves)
            updates.add(RefUpdate.fastForward(target, old, merged.head));
        List<String> dropped = new ArrayList<>();
        for (Reality other : set) {
            if (other.name().equals(winner.name()) || other.branch().equals(target))
                continue;
            updates.add(RefUpdate.delete(other.branch(), other.head()));
            dropped.add(other.name());
        }
        ObjectId tree = treeOf(merged.head);
        if (updates.isEmpty())
            return new Attempt.Answer(
                    new Selected(winner, merged.result, target, old, merged.head, tree, dropped, root.number()));
        return new Attempt.Submit(objects, updates, moves ? EventType.MERGE : EventType.BRANCH, List.of(),
                number -> new Selected(winner, merged.result, target, old, merged.head, tree, dropped, number));
    }

    private Merged merged(RefName target, ObjectId head, Reality winner) throws IOException, EndedException {
        ObjectId theirs = winner.head();
        Optional<List<ObjectId>> bases = merge.bases(repository, objects, head, theirs);
        if (bases.isEmpty())
            throw new EndedException(Realities.limit("merge.time", "the merge takes too long"));
        if (bases.get().isEmpty())
            throw new EndedException(new NotMergeable("unrelated", "the two have no common ancestor"));
        if (bases.get().contains(theirs))
            return new Merged("already_up_to_date", head);
        boolean forward = bases.get().contains(head);
        return switch (selection.strategy()) {
            case MERGE -> forward
                    ? new Merged("fast_forward", theirs)
                    : new Merged("merged", commit(tree(head, winner), List.of(head, theirs),
                            message("Merge branch '" + winner.branch().shortName() + "'" + into(target))));
            case FF_ONLY -> {
                if (!forward)
                    throw new EndedException(new NotMergeable("not_fast_forward",
                            target.shortName() + " has commits that " + winner.name() + " has not"));
                yield new Merged("fast_forward", theirs);
            }
            case SQUASH -> new Merged("squashed", commit(forward ? treeOf(theirs) : tree(head, winner), List.of(head),
                    message("Squash " + winner.branch().shortName())));
            case REBASE -> forward
                    ? new Merged("fast_forward", theirs)
                    : new Merged("merged", rebased(head, bases.get().getFirst(), winner));
        };
    }

    private static String into(RefName target) {
        return target.shortName().equals("main") || target.shortName().equals("master")
                ? ""
                : " into " + target.shortName();
    }

    private String message(String usual) {
        return selection.message() == null ? usual + "\n" : selection.message();
    }

    private ObjectId commit(ObjectId tree, List<ObjectId> parents, String message) {
        return objects.insert(Constants.OBJ_COMMIT,
                CommitBytes.of(tree, parents, CommitBytes.author(selection.author()), selection.author(),
                        message.getBytes(StandardCharsets.UTF_8)));
    }

    private ObjectId tree(ObjectId head, Reality winner) throws IOException, EndedException {
        return clean(merge.commits(repository, objects, head, winner.head(), options(winner)));
    }

    private MergeOptions options(Reality winner) {
        return new MergeOptions(Favor.NONE, new Labels("HEAD", winner.branch().shortName()));
    }

    private ObjectId clean(MergeResult result) throws EndedException {
        return switch (result) {
            case MergeResult.Clean(ObjectId tree) -> tree;
            case MergeResult.Conflicted(_, var files) -> throw new EndedException(new Conflicted(files, source));
            case MergeResult.Unrelated _ ->
                throw new EndedException(new NotMergeable("unrelated", "the two have no common ancestor"));
            case MergeResult.Exceeded(String limit, String message) ->
                throw new EndedException(Realities.limit(limit, message));
        };
    }

    /** The commits of the winner one by one, each with its author and message. */
    private ObjectId rebased(ObjectId head, ObjectId base, Reality winner) throws IOException, EndedException {
        List<ObjectId> own = new ArrayList<>();
        for (ObjectId at = winner.head(); !at.equals(base); at = parents(at).getFirst()) {
            if (parents(at).size() != 1)
                throw new EndedException(new NotMergeable("not_linear",
                        winner.name() + " has merges, which are not made anew one by one"));
            own.add(at);
        }
        ObjectId top = head;
        for (ObjectId commit : own.reversed()) {
            ObjectId tree = clean(merge.trees(repository, objects, treeOf(parents(commit).getFirst()), treeOf(top),
                    treeOf(commit), options(winner)));
            if (!tree.equals(treeOf(top)))
                top = copy(commit, tree, top);
        }
        return top;
    }

    private ObjectId copy(ObjectId commit, ObjectId tree, ObjectId parent) {
        byte[] raw = bytes(commit);
        int author = RawParseUtils.author(raw, 0);
        int message = RawParseUtils.commitMessage(raw, 0);
        return objects.insert(Constants.OBJ_COMMIT,
                CommitBytes.of(tree, List.of(parent),
                        Arrays.copyOfRange(raw, author, RawParseUtils.nextLF(raw, author) - 1), selection.author(),
                        Arrays.copyOfRange(raw, message < 0 ? raw.length : message, raw.length)));
    }

    private byte[] bytes(ObjectId commit) {
        return source.get(commit, Constants.OBJ_COMMIT).toByteArray();
    }

    private ObjectId treeOf(ObjectId commit) {
        return CommitBytes.treeOf(source.get(commit, Constants.OBJ_COMMIT));
    }

    private List<ObjectId> parents(ObjectId commit) {
        byte[] raw = bytes(commit);
        byte[] key = Constants.encodeASCII("parent ");
        List<ObjectId> parents = new ArrayList<>(1);
        int at = "tree ".length() + Constants.OBJECT_ID_STRING_LENGTH + 1;
        while (RawParseUtils.match(raw, at, key) > 0) {
            parents.add(ObjectId.fromString(raw, at + key.length));
            at += key.length + Constants.OBJECT_ID_STRING_LENGTH + 1;
        }
        return parents;
    }
}
