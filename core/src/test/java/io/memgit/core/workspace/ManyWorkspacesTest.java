package io.memgit.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.commit.CoreFixture;
import io.memgit.core.commit.FileAction;
import io.memgit.core.ledger.Actor;
import io.memgit.core.limits.Limits;
import io.memgit.core.merge.Favor;
import io.memgit.core.merge.Merge;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Ttl;
import io.memgit.core.workspace.TreeChanges.Row;
import io.memgit.core.workspace.WorkspaceOutcome.Made;
import io.memgit.core.workspace.WorkspaceOutcome.Written;
import io.memgit.core.workspace.Workspaces.Staging;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

/** Many clients, each in a workspace of their own, beside plain maps of what each has written. */
class ManyWorkspacesTest {

    private static final int CLIENTS = 200;
    private static final int STEPS = Integer.getInteger("memgit.workspace.client_steps", 25);

    private final CoreFixture core = new CoreFixture();
    private final MemoryRepository repository = core.repository;
    private final Workspaces workspaces = new Workspaces(core.repositories, core.commits,
            new Merge(Limits.defaults()), Limits.defaults(), InstantSource.system(), System::nanoTime, new Random(3));

    @Test
    void nobodySeesTheFilesOfAnother() throws Exception {
        core.commit(CoreFixture.put("shared", "base\n"));
        long seed = Long.getLong("memgit.workspace.seed", 7);
        List<Callable<String>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            clients.add(() -> new Client(number, seed).play());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // While they play, what only they lead to is folded.
            Future<?> folds = threads.submit(() -> {
                for (int i = 0; i < 5; i++)
                    repository.fold(NullProgressMonitor.INSTANCE);
                return null;
            });
            for (Future<String> client : threads.invokeAll(clients))
                assertThat(client.get()).startsWith("client");
            folds.get();
        }
        Map<String, String> committed = files(Workspace.treeOf(repository, repository.refs().idOf(CoreFixture.MAIN)));
        assertThat(committed).containsEntry("shared", "base\n");
        committed.remove("shared");
        assertThat(committed).allSatisfy((path, text) -> assertThat(text).startsWith(path.substring(0,
                path.indexOf('/'))));
    }

    private final class Client {
        private final Actor actor;
        private final String mark;
        private final Random random;
        private final Map<String, String> mine = new TreeMap<>();
        private String id = "";

        Client(int number, long seed) {
            actor = new Actor("client" + number);
            mark = "client" + number;
            random = new Random(seed * CLIENTS + number);
        }

        String play() throws IOException {
            NewWorkspace wanted = new NewWorkspace(CoreFixture.MAIN, null, null, new Ttl(3600));
            id = ((Written) workspaces.create(actor, repository, wanted, false).join()).workspace().id();
            for (int step = 0; step < STEPS; step++) {
                step();
                check();
            }
            return mark;
        }

        private void step() {
            String path = mark + "/" + random.nextInt(6);
            switch (random.nextInt(8)) {
                case 0 -> {
                    if (mine.remove(path) != null)
                        edit(new FileAction.Delete(path, null));
                }
                case 1 -> commit();
                default -> {
                    String text = mark + " " + random.nextInt();
                    mine.put(path, text);
                    edit(CoreFixture.put(path, text));
                }
            }
        }

        private void edit(FileAction action) {
            assertThat(workspaces.edit(actor, repository, target(), List.of(action),
                    random.nextBoolean() ? Staging.STAGED : Staging.WORK_TREE, false).join())
                    .isInstanceOf(Written.class);
        }

        private void commit() {
            CommitWish wish = new CommitWish("m\n", CoreFixture.AUTHOR, CoreFixture.AUTHOR, null, false, true,
                    Favor.NONE);
            assertThat(workspaces.commit(actor, repository, target(), wish, false).join()).isInstanceOf(Made.class);
        }

        private Target target() {
            return new Target.Named(id);
        }

        /** Of what others have, only what they committed before may be there. */
        private void check() throws IOException {
            Workspace now = workspaces.named(actor, repository, target()).join().orElseThrow();
            Map<String, String> seen = files(now.work());
            Map<String, String> own = new TreeMap<>();
            Map<String, String> base = files(now.baseTree());
            seen.forEach((path, text) -> {
                if (path.startsWith(mark + "/"))
                    own.put(path, text);
                else
                    assertThat(base).containsEntry(path, text);
            });
            assertThat(own).isEqualTo(mine);
            assertThat(workspaces.peek(new Actor("client" + random.nextInt(CLIENTS) + "x"), repository, target()))
                    .isEmpty();
        }
    }

    private Map<String, String> files(ObjectId tree) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Row row : TreeChanges.between(repository, Workspace.EMPTY_TREE, tree))
            files.put(row.path(), new String(
                    Objects.requireNonNull(repository.objects().find(row.of(1).id())).toByteArray(),
                    StandardCharsets.UTF_8));
        return files;
    }
}
