package io.memgit.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.limits.Limits;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pushes that no Git client sends. */
class RawPushTest {

    private static final ObjectId ZERO = ObjectId.zeroId();
    private static final ObjectId NOWHERE = ObjectId.fromString("1234567890123456789012345678901234567890");
    private static final String MAIN = "refs/heads/main";

    /** Run before the next entries are applied, one each. */
    private final Deque<Runnable> before = new ArrayDeque<>();
    private final ServedRepositories served = new ServedRepositories(Limits.defaults(), this::interposed);
    private final MemoryRepository repository = served.create("app");

    private Ledger interposed(Ledger ledger) {
        return entry -> {
            if (!before.isEmpty() && entry.payload() instanceof RepoPayload.Write)
                before.removeFirst().run();
            return ledger.submit(entry);
        };
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aPushIsTaken() {
        assertThat(firstPush(MAIN)).isNotEqualTo(ZERO);
        assertThat(repository.objects().objectCount()).isEqualTo(3);
    }

    @Test
    void aFlushAloneIsAnsweredWithNothing() {
        assertThat(new RawPush().to(served, repository)).isEmpty();
    }

    @Test
    void whatIsNoPushIsRefusedInOneLine() {
        for (String garbage : new String[]{"", "000", "zzzz", "0003", "0004", "0008abc",
                "0032" + "x".repeat(46) + "0000",
                "fff0"})
            assertThat(RawPush.send(served, repository, garbage.getBytes(StandardCharsets.UTF_8)))
                    .as(garbage)
                    .contains("ERR ")
                    .doesNotContain("Exception");
    }

    @Test
    void aPackWithoutWhatItNamesIsRefused() {
        RawPush push = new RawPush();
        push.create(push.commit(push.tree("a", FileMode.REGULAR_FILE, NOWHERE)), MAIN);

        assertThat(push.to(served, repository)).contains("unpack missing necessary blob " + NOWHERE.name())
                .contains("ng refs/heads/main the pack was refused");
        assertNothingIsThere();
    }

    @Test
    void aRefToAnObjectThatIsNotThereIsRefusedAndTheOthersAreNot() {
        RawPush push = new RawPush();
        ObjectId commit = push.commit(push.tree("a", FileMode.REGULAR_FILE, push.blob("x")));
        push.create(commit, MAIN).create(NOWHERE, "refs/heads/ghost");

        assertThat(push.to(served, repository)).contains("unpack ok")
                .contains("ok refs/heads/main")
                .contains("ng refs/heads/ghost missing necessary objects");
    }

    @Test
    void anObjectThatIsOutOfSightCannotBeReachedByATreeThatNamesIt() {
        ObjectId first = firstPush(MAIN);
        RawPush second = new RawPush();
        ObjectId secret = second.blob("secret");
        ObjectId tip = second.commit(second.tree("s", FileMode.REGULAR_FILE, secret), first);
        second.command(first, tip, MAIN);
        assertThat(second.to(served, repository)).contains("ok refs/heads/main");
        RawPush back = new RawPush().command(tip, first, MAIN);
        back.blob("every pack has an object");
        assertThat(back.to(served, repository)).contains("ok refs/heads/main");
        assertThat(repository.objects().has(secret)).isTrue();

        RawPush theft = new RawPush();
        ObjectId thief = theft.commit(theft.tree("mine", FileMode.REGULAR_FILE, secret), first);
        theft.command(first, thief, MAIN);

        assertThat(theft.to(served, repository)).contains("unpack missing necessary blob " + secret.name());
        assertThat(tip("main")).isEqualTo(first);
    }

    @Test
    void anObjectThatIsOutOfSightCannotBeReachedByADeltaOfIt() throws IOException {
        ObjectId first = firstPush(MAIN);
        RawPush second = new RawPush();
        ObjectId secret = second.blob("secret");
        ObjectId tip = second.commit(second.tree("s", FileMode.REGULAR_FILE, secret), first);
        second.command(first, tip, MAIN);
        assertThat(second.to(served, repository)).contains("ok refs/heads/main");
        assertThat(copying(secret, tip, "refs/heads/copy").to(served, repository)).contains("ok refs/heads/copy");
        RawPush back = new RawPush().command(tip, first, MAIN).command(tip("copy"), ZERO, "refs/heads/copy");
        back.blob("every pack has an object");
        assertThat(back.to(served, repository)).contains("ok refs/heads/main");
        repository.fold(NullProgressMonitor.INSTANCE);
        assertThat(repository.objects().isAside(secret)).isTrue();

        assertThat(copying(secret, first, "refs/heads/theft").to(served, repository)).contains("unpack Missing");
        assertThat(tip("theft")).isEqualTo(ZERO);
    }

    private static RawPush copying(ObjectId blob, ObjectId parent, String ref) {
        RawPush push = new RawPush();
        push.copyOf(blob, "secret".length());
        push.create(push.commit(push.tree("mine", FileMode.REGULAR_FILE, blob), parent), ref);
        return push;
    }

    @Test
    void whatTheParentHasCanBeNamedAgainAfterSomethingWasLeftBehind() {
        RawPush push = new RawPush();
        ObjectId blob = push.blob("kept");
        ObjectId tree = push.tree("kept", FileMode.REGULAR_FILE, blob);
        ObjectId first = push.commit(push.tree("dir", FileMode.TREE, tree));
        push.create(first, MAIN).create(first, "refs/heads/side");
        assertThat(push.to(served, repository)).contains("ok refs/heads/main");
        assertThat(new RawPush().command(first, ZERO, "refs/heads/side").to(served, repository))
                .contains("ok refs/heads/side");

        RawPush next = new RawPush();
        TreeFormatter root = new TreeFormatter();
        root.append("dir", FileMode.TREE, tree);
        root.append("new", FileMode.REGULAR_FILE, next.blob("new"));
        ObjectId second = next.commit(next.object(Constants.OBJ_TREE, root.toByteArray()), first);
        next.command(first, second, MAIN);

        assertThat(next.to(served, repository)).contains("ok refs/heads/main");
    }

    @Test
    void anObjectIsNotTakenForAnother() {
        RawPush push = new RawPush();
        ObjectId tree = push.tree("a", FileMode.REGULAR_FILE, push.blob("x"));
        push.create(push.commit(push.tree("b", FileMode.REGULAR_FILE, tree)), MAIN);
        assertThat(push.to(served, repository)).contains("unpack wrongType: ");

        ObjectId first = firstPush("refs/heads/other");
        RawPush second = new RawPush();
        second.create(second.commit(second.tree("c", FileMode.TREE, first)), MAIN);
        assertThat(second.to(served, repository)).contains("is a commit, not a tree");
    }

    @Test
    void aBadObjectIsRefusedWithItsId() {
        RawPush push = new RawPush();
        ObjectId tree = push.tree(".git", FileMode.REGULAR_FILE, push.blob("x"));
        push.create(push.commit(tree), MAIN);

        assertThat(push.to(served, repository)).contains("unpack").contains(tree.name()).contains("hasDotgit");
        assertNothingIsThere();
    }

    @Test
    void aHostileGitmodulesFileIsRefused() {
        RawPush push = new RawPush();
        ObjectId blob = push.blob("[submodule \"x\"]\n\turl = -u./payload\n");
        push.create(push.commit(push.tree(".gitmodules", FileMode.REGULAR_FILE, blob)), MAIN);

        assertThat(push.to(served, repository)).contains("unpack blob " + blob.name() + ": gitmodulesUrl");
        assertNothingIsThere();
    }

    @Test
    void aTreeOfBillionsOfFilesIsRefused() {
        RawPush push = new RawPush();
        ObjectId tree = push.object(Constants.OBJ_TREE, ten(FileMode.REGULAR_FILE, push.blob("x")));
        for (int level = 1; level < 10; level++)
            tree = push.object(Constants.OBJ_TREE, ten(FileMode.TREE, tree));
        push.create(push.commit(tree), MAIN);

        assertThat(push.to(served, repository)).contains("unpack tooManyEntriesBelow");
        assertNothingIsThere();
    }

    @Test
    void aTruncatedOrDamagedPackIsRefusedWithoutATrace() {
        RawPush push = new RawPush();
        push.create(push.commit(push.tree("a", FileMode.REGULAR_FILE, push.blob("x"))), MAIN);
        byte[] good = push.request();
        byte[] flipped = good.clone();
        flipped[good.length - 30] ^= 1;

        for (int length = good.length - 1; length > good.length - push.pack().length; length -= 13)
            assertThat(RawPush.send(served, repository, Arrays.copyOf(good, length))).contains("ng refs/heads/main");
        assertThat(RawPush.send(served, repository, flipped)).contains("ng refs/heads/main");
        assertThat(RawPush.send(served, repository, Arrays.copyOf(good, good.length + 1)))
                .contains("unpack something follows the pack");
        assertNothingIsThere();
    }

    @Test
    void aRefThatIsNamedTwiceIsRefusedOnce() {
        RawPush push = new RawPush();
        ObjectId commit = push.commit(push.tree("a", FileMode.REGULAR_FILE, push.blob("x")));
        push.create(commit, MAIN).create(commit, MAIN);

        assertThat(push.to(served, repository)).contains("ok refs/heads/main").contains("ng refs/heads/main is named");
    }

    @Test
    void commandsAreBoundedInNumber() {
        RawPush push = new RawPush();
        for (int i = 0; i <= Limits.defaults().push().commands(); i++)
            push.create(NOWHERE, "refs/heads/b" + i);

        assertThat(push.to(served, repository)).contains("one push changes at most 50000 refs");
        assertNothingIsThere();
    }

    @Test
    void optionsAreBounded() {
        RawPush push = new RawPush("report-status push-options").create(NOWHERE, MAIN).flush();
        for (int i = 0; i <= Limits.defaults().push().options(); i++)
            push.line("option " + i);

        assertThat(push.to(served, repository)).contains("one push has at most 64 options");
    }

    @Test
    void anotherObjectFormatAndASignedPushAreRefused() {
        assertThat(new RawPush("report-status object-format=sha256").create(NOWHERE, MAIN).to(served, repository))
                .contains("ERR only object format sha1");
        assertThat(new RawPush().line("push-cert\0report-status\n").to(served, repository))
                .contains("ERR signed pushes are not taken here");
    }

    @Test
    void aRefThatMovesBeforeTheEntryIsAppliedIsRefusedAlone() {
        ObjectId first = firstPush(MAIN);
        RawPush push = new RawPush();
        ObjectId next = push.commit(push.tree("n", FileMode.REGULAR_FILE, push.blob("n")), first);
        push.command(first, next, MAIN).create(next, "refs/heads/other");
        before.add(() -> push(new RawPush(), first));

        assertThat(push.to(served, repository)).contains("ng refs/heads/main was moved meanwhile; fetch first")
                .contains("ok refs/heads/other");
        assertThat(tip("other")).isEqualTo(next);
    }

    @Test
    void anAtomicPushIsRefusedAsAWholeWhenARefMovesBeforeTheEntryIsApplied() {
        ObjectId first = firstPush(MAIN);
        RawPush push = new RawPush("report-status atomic");
        ObjectId next = push.commit(push.tree("n", FileMode.REGULAR_FILE, push.blob("n")), first);
        push.command(first, next, MAIN).create(next, "refs/heads/other");
        before.add(() -> push(new RawPush(), first));

        assertThat(push.to(served, repository)).contains("ng refs/heads/main was moved meanwhile; fetch first")
                .contains("ng refs/heads/other atomic push failed");
        assertThat(tip("other")).isEqualTo(ZERO);
        assertThat(repository.objects().has(next)).isFalse();
    }

    @Test
    void aNameThatIsTakenBeforeTheEntryIsAppliedIsRefusedAlone() {
        ObjectId first = firstPush(MAIN);
        RawPush push = new RawPush();
        ObjectId next = push.commit(push.tree("n", FileMode.REGULAR_FILE, push.blob("n")), first);
        push.create(next, "refs/heads/a/b").create(next, "refs/heads/c");
        before.add(() -> write(RefUpdate.create(name("a"), first)));

        assertThat(push.to(served, repository)).contains("ng refs/heads/a/b cannot exist beside refs/heads/a")
                .contains("ok refs/heads/c");
    }

    @Test
    void aLedgerThatCannotSayIsReportedAsThat() {
        try (ServedRepositories broken = new ServedRepositories(Limits.defaults(), ledger -> entry -> entry
                .payload() instanceof RepoPayload.Write
                        ? CompletableFuture
                                .failedFuture(new LedgerException(LedgerException.Fate.UNKNOWN, "no quorum"))
                        : ledger.submit(entry))) {
            RawPush push = new RawPush();
            push.create(push.commit(push.tree("a", FileMode.REGULAR_FILE, push.blob("x"))), MAIN);

            assertThat(push.to(broken, broken.create("app")))
                    .contains("ng refs/heads/main may have been applied; fetch and see");
        }
    }

    @Test
    void ofManyWhoPushToOneBranchExactlyOneWins() throws Exception {
        ObjectId head = firstPush(MAIN);
        int writers = 8;
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (int round = 0; round < 25; round++) {
                List<Callable<String>> pushes = new ArrayList<>();
                for (int writer = 0; writer < writers; writer++) {
                    RawPush push = new RawPush();
                    ObjectId blob = push.blob("round " + round + " writer " + writer);
                    push.command(head, push.commit(push.tree("f", FileMode.REGULAR_FILE, blob), head), MAIN)
                            .create(head, "refs/heads/r" + round + "/w" + writer);
                    pushes.add(() -> push.to(served, repository));
                }
                List<String> answers = new ArrayList<>();
                for (Future<String> answer : threads.invokeAll(pushes))
                    answers.add(answer.get());
                assertThat(answers).allMatch(answer -> answer.contains("ok refs/heads/r"));
                assertThat(answers.stream().filter(answer -> answer.contains("ok refs/heads/main"))).hasSize(1);
                assertThat(tip("main")).isNotEqualTo(head);
                head = tip("main");
            }
        }
        assertThat(repository.refs().size()).isEqualTo(1 + 25 * writers);
        assertThat(repository.root().number().value()).isEqualTo(1 + 25 * writers);
    }

    private void push(RawPush push, ObjectId parent) {
        push.command(parent, push.commit(push.tree("w", FileMode.REGULAR_FILE, push.blob("winner")), parent), MAIN);
        assertThat(push.to(served, repository)).contains("ok refs/heads/main");
    }

    private void write(RefUpdate update) {
        served.repositories()
                .write(ServedRepositories.ACTOR, repository,
                        new RepoPayload.Write(new Quarantine(), List.of(update), EventType.BRANCH))
                .join();
    }

    private ObjectId firstPush(String ref) {
        RawPush push = new RawPush();
        ObjectId commit = push.commit(push.tree("a", FileMode.REGULAR_FILE, push.blob("first")));
        push.create(commit, ref);
        assertThat(push.to(served, repository)).contains("ok " + ref);
        return commit;
    }

    private ObjectId tip(String branch) {
        return repository.refs().idOf(name(branch));
    }

    private static RefName name(String branch) {
        return RefName.branch(branch).orElseThrow();
    }

    private void assertNothingIsThere() {
        assertThat(repository.refs().isEmpty()).isTrue();
        assertThat(repository.objects().objectCount()).isZero();
        assertThat(repository.root().number().value()).isZero();
    }

    private static byte[] ten(FileMode mode, ObjectId id) {
        TreeFormatter tree = new TreeFormatter();
        for (int i = 0; i < 10; i++)
            tree.append(String.valueOf(i), mode, id);
        return tree.toByteArray();
    }
}
