package io.memgit.core.sequencer;

import static io.memgit.core.commit.CoreFixture.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.browse.Browse;
import io.memgit.core.commit.CoreFixture;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.Limits;
import io.memgit.core.merge.Favor;
import io.memgit.core.merge.Merge;
import io.memgit.core.oracle.FastImport;
import io.memgit.core.oracle.OracleCommit;
import io.memgit.core.oracle.OracleFile;
import io.memgit.core.oracle.OracleRepository;
import io.memgit.core.oracle.Profile;
import io.memgit.core.oracle.RandomEdits;
import io.memgit.core.oracle.RandomHistory;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.RepoPayload;
import io.memgit.core.sequencer.GitCase.Kind;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories, combined by git and by the sequencer: the new heads are the same to the hash,
 * and
 * so are their trees, messages, authors and whole histories; and where one meets a conflict, so
 * does the other. The long form is {@code -Dmemgit.oracle.cases=2000}, another beginning
 * {@code -Dmemgit.oracle.seed=…}.
 */
class SequencerAgainstGitTest {

    private static final int CASES = Integer.getInteger("memgit.oracle.cases", 100);
    private static final long SEED = Long.getLong("memgit.oracle.seed", 1);
    /** Was taken for known upstream once. */
    private static final long EMPTY_ON_BOTH_SIDES = 5_080;
    private static final Profile[] PROFILES = {Profile.MIXED, Profile.EDITS, Profile.RENAMES, Profile.CRISS_CROSS};

    private final FastImport stream = new FastImport();
    private final List<Drawn> drawn = new ArrayList<>();

    @TempDir
    private Path temp;

    /** A history as it was written to git. */
    private record Drawn(long seed, Kind kind, List<OracleCommit> commits, int first, int ours, int theirs) {}

    @Test
    void newHeadsAreThoseOfGit() throws Exception {
        List<Kind> kinds = List.of(Kind.values());
        for (int i = 0; i < CASES; i++)
            draw(SEED + i, kinds.get(i % kinds.size()));
        draw(EMPTY_ON_BOTH_SIDES, Kind.AUTOSQUASH);
        try (OracleRepository git = OracleRepository.below(temp); ObjectReader reader = git.reader()) {
            stream.ref("refs/heads/main", 1);
            Map<Integer, ObjectId> marks = git.fastImport(stream.bytes());
            List<GitCase> cases = cases(git, marks);
            compare(cases, GitAnswers.ask(git.folder(), cases), reader);
        }
    }

    private void draw(long seed, Kind kind) {
        Random random = new Random(seed);
        List<OracleCommit> commits;
        int ours;
        int theirs;
        if (kind == Kind.AUTOSQUASH) {
            commits = fixups(random);
            ours = 1;
            theirs = commits.size() - 1;
        } else {
            Profile profile = kind == Kind.REBASE_KNOWN ? Profile.EDITS : PROFILES[random.nextInt(PROFILES.length)];
            RandomHistory history = RandomHistory.of(seed, profile);
            commits = history.commits();
            ours = history.ours();
            theirs = history.theirs();
        }
        List<OracleCommit> plain = commits.stream().map(SequencerAgainstGitTest::withoutSubmodules).toList();
        drawn.add(new Drawn(seed, kind, plain, stream.add(plain), ours, theirs));
    }

    // Git looks for them in the work tree, where they are not.
    private static OracleCommit withoutSubmodules(OracleCommit commit) {
        Map<String, OracleFile> files = new TreeMap<>(commit.files());
        files.values().removeIf(OracleFile::isSubmodule);
        return new OracleCommit(commit.parents(), files, commit.seconds(), commit.message());
    }

    /** A line of commits of which some belong to others, beside another one of the same root. */
    private static List<OracleCommit> fixups(Random random) {
        RandomEdits edits = new RandomEdits(random, Profile.EDITS);
        List<OracleCommit> commits = new ArrayList<>();
        commits.add(new OracleCommit(List.of(), edits.tree(), 1_700_000_000L, "Begin"));
        List<String> subjects = new ArrayList<>();
        for (int i = 1, parent = 0; i < 4 + random.nextInt(5); i++) {
            Map<String, OracleFile> files = new TreeMap<>(commits.get(parent).files());
            edits.step(files);
            if (random.nextInt(12) == 0)
                files = new TreeMap<>(commits.get(parent).files());
            String message = i == 1 ? "Beside" : message(random, i, subjects);
            commits.add(new OracleCommit(List.of(parent), files, 1_700_000_000L + i * 10L, message));
            if (i > 1)
                subjects.add(message.lines().findFirst().orElseThrow());
            parent = i == 1 ? 0 : i;
        }
        return commits;
    }

    private static String message(Random random, int number, List<String> subjects) {
        String body = switch (random.nextInt(4)) {
            case 0 -> "\n\nWhy " + number + ".\n# not a comment\n\n\nMore. ";
            case 1 -> "\n\nWhy " + number + ".";
            default -> "";
        };
        if (subjects.isEmpty() || random.nextInt(5) < 2)
            return "Change " + number + body;
        String of = subjects.get(random.nextInt(subjects.size()));
        if (random.nextInt(4) == 0)
            of = of.substring(0, of.length() - 1);
        return new String[]{"fixup! ", "squash! ", "amend! "}[random.nextInt(3)] + of
                + (body.isEmpty() ? "\n\nAnd " + number + "." : body);
    }

    private List<GitCase> cases(OracleRepository git, Map<Integer, ObjectId> marks) throws Exception {
        List<GitCase> cases = new ArrayList<>();
        List<GitCase> before = new ArrayList<>();
        for (Drawn d : drawn) {
            GitCase asked = asked(d, marks);
            if (d.kind == Kind.REBASE_KNOWN)
                before.add(
                        new GitCase(asked.name(), asked.named().getFirst(), List.of(oldestOwn(d, marks)), Kind.PICK));
            cases.add(asked);
        }
        List<String> picked = GitAnswers.ask(git.folder(), before);
        git.git(new byte[0], "worktree", "remove", "--force", "work");
        for (int i = 0, next = 0; i < cases.size(); i++) {
            GitCase asked = cases.get(i);
            if (asked.kind() == Kind.REBASE_KNOWN && ObjectId.isId(picked.get(next++)))
                cases.set(i, new GitCase(asked.name(), asked.head(),
                        List.of(ObjectId.fromString(picked.get(next - 1))), asked.kind()));
        }
        return cases;
    }

    private static GitCase asked(Drawn d, Map<Integer, ObjectId> marks) {
        Random random = new Random(d.seed);
        ObjectId ours = id(marks, d, d.ours);
        ObjectId theirs = id(marks, d, d.theirs);
        String name = d.kind + " of seed " + d.seed;
        return switch (d.kind) {
            case MERGE, SQUASH -> new GitCase(name, ours, List.of(theirs), d.kind);
            case PICK -> new GitCase(name, ours, some(random, d, marks), d.kind);
            case REVERT, REVERT_MERGE -> {
                List<Integer> on = reached(d.commits, d.ours);
                int which = on.get(random.nextInt(on.size()));
                boolean merge = d.commits.get(which).parents().size() > 1;
                yield new GitCase(name, ours, List.of(id(marks, d, which)), merge ? Kind.REVERT_MERGE : Kind.REVERT);
            }
            case REBASE, REBASE_KNOWN, AUTOSQUASH -> new GitCase(name, theirs, List.of(ours), d.kind);
            case REBASE_ONTO -> {
                List<Integer> on = reached(d.commits, d.theirs);
                yield new GitCase(name, theirs, List.of(ours, id(marks, d, on.get(random.nextInt(on.size())))),
                        d.kind);
            }
        };
    }

    private static ObjectId oldestOwn(Drawn d, Map<Integer, ObjectId> marks) {
        List<Integer> own = new ArrayList<>(reached(d.commits, d.theirs));
        own.removeAll(reached(d.commits, d.ours));
        return id(marks, d, own.isEmpty() ? d.theirs : Collections.min(own));
    }

    /** A few commits that are no merges, in any order. */
    private static List<ObjectId> some(Random random, Drawn d, Map<Integer, ObjectId> marks) {
        List<ObjectId> some = new ArrayList<>();
        List<Integer> own = new ArrayList<>(reached(d.commits, d.theirs));
        own.removeIf(c -> d.commits.get(c).parents().size() > 1);
        if (random.nextInt(4) > 0)
            own.removeAll(reached(d.commits, d.ours));
        Collections.shuffle(own, random);
        for (int commit : own.subList(0, Math.min(own.size(), 1 + random.nextInt(2))))
            some.add(id(marks, d, commit));
        return some.isEmpty() ? List.of(id(marks, d, 0)) : some;
    }

    private static List<Integer> reached(List<OracleCommit> commits, int from) {
        Set<Integer> reached = new HashSet<>();
        List<Integer> todo = new ArrayList<>(List.of(from));
        while (!todo.isEmpty()) {
            int commit = todo.removeLast();
            if (reached.add(commit))
                todo.addAll(commits.get(commit).parents());
        }
        return reached.stream().sorted().toList();
    }

    private static ObjectId id(Map<Integer, ObjectId> marks, Drawn d, int commit) {
        return Objects.requireNonNull(marks.get(d.first + commit));
    }

    private static void compare(List<GitCase> cases, List<String> answers, ObjectReader reader) throws Exception {
        CoreFixture core = new CoreFixture();
        Sequencer sequencer = new Sequencer(core.repositories, core.commits, new Browse(Limits.defaults()),
                new Merge(Limits.defaults()), Limits.defaults(), InstantSource.system(), new Random(1));
        List<RefUpdate> refs = new ArrayList<>();
        Set<ObjectId> tips = new HashSet<>();
        for (int i = 0; i < cases.size(); i++) {
            refs.add(RefUpdate.create(branch(i), cases.get(i).head()));
            tips.add(cases.get(i).head());
            tips.addAll(cases.get(i).named());
        }
        assertThat(core.repositories.write(ANNA, core.repository,
                new RepoPayload.Write(GitObjects.reachedFrom(tips, reader), refs, EventType.PUSH)).join())
                .isInstanceOf(Outcome.Accepted.class);
        int done = 0;
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            SequencerRequest request = new SequencerRequest(ANNA, operation(cases.get(i), branch(i)), null, false);
            String said = said(sequencer.run(core.repository, request).join());
            if (ObjectId.isId(said)) {
                done++;
                assertThat(core.repository.refs().idOf(branch(i)).name()).isEqualTo(said);
            }
            if (!said.equals(answers.get(i)))
                differences.add(cases.get(i).name() + ": git says " + answers.get(i) + ", the sequencer " + said);
        }
        assertThat(differences).as("seeds from %d on", SEED).isEmpty();
        assertThat(done).as("cases in which something was made").isGreaterThan(cases.size() / 4);
    }

    private static RefName branch(int number) {
        return RefName.branch("case/" + number).orElseThrow();
    }

    private static Operation operation(GitCase asked, RefName branch) {
        ObjectId first = asked.named().getFirst();
        return switch (asked.kind()) {
            case MERGE -> new Operation.Merge(branch, first, "commit", first.name(), MergeStrategy.MERGE, Favor.NONE,
                    "merged\n", GitAnswers.WHO, GitAnswers.WHO);
            case SQUASH -> new Operation.Merge(branch, first, "commit", first.name(), MergeStrategy.SQUASH,
                    Favor.NONE, null, GitAnswers.WHO, GitAnswers.WHO);
            case PICK -> new Operation.CherryPick(branch, asked.named(), 0, GitAnswers.WHO);
            case REVERT -> new Operation.Revert(branch, first, 0, null, GitAnswers.WHO, GitAnswers.WHO);
            case REVERT_MERGE -> new Operation.Revert(branch, first, 1, null, GitAnswers.WHO, GitAnswers.WHO);
            case REBASE, REBASE_KNOWN -> new Operation.Rebase(branch, first, first, false, GitAnswers.WHO);
            case REBASE_ONTO -> new Operation.Rebase(branch, first, asked.named().getLast(), false, GitAnswers.WHO);
            case AUTOSQUASH -> new Operation.Rebase(branch, first, first, true, GitAnswers.WHO);
        };
    }

    private static String said(SequencerOutcome outcome) {
        return switch (outcome) {
            case SequencerOutcome.Done done -> done.made().newHead().name();
            case SequencerOutcome.Conflicted _ -> "conflict";
            case SequencerOutcome.Declined(var reason, var detail, _, _) ->
                reason == SequencerOutcome.Reason.EMPTY ? "empty" : detail;
            case SequencerOutcome.HeadMoved _,SequencerOutcome.NoConflict _,SequencerOutcome.Misfit _ ->
                outcome.toString();
        };
    }
}
