package io.memgit.server.rest;

import static io.memgit.server.rest.RestServer.newRepo;
import static io.memgit.server.rest.RestServer.port;
import static io.memgit.server.rest.RestServer.repositories;
import static io.memgit.server.rest.RestServer.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;

/** Clients that all commit to one branch. The long form is {@code -Dmemgit.commits=10000}. */
class ManyWritersTest {

    private static final int CLIENTS = 16;
    private static final int COMMITS = Integer.getInteger("memgit.commits", 1_000);

    @Test
    void commitsWithoutAnExpectedHeadAllLandOneAfterTheOther() throws Exception {
        String repo = newRepo();
        List<Future<List<Integer>>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (int client = 0; client < CLIENTS; client++) {
                int first = client;
                clients.add(threads.submit(() -> commit(repo, first)));
            }
        }
        for (Future<List<Integer>> client : clients)
            assertThat(client.get()).containsOnly(201);
        MemoryRepository repository = repositories().find(new RepoName(repo)).orElseThrow();
        assertThat(linearHistory(repository)).isEqualTo(COMMITS);
        assertThat(files(repository)).hasSize(COMMITS);
        assertThat(repository.root().number().value()).isEqualTo(COMMITS);
    }

    private static List<Integer> commit(String repo, int client) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port() + "/api/v1/repos/" + repo + "/commits");
        List<Integer> statuses = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = client; i < COMMITS; i += CLIENTS) {
                String body = "{\"message\":\"" + i + "\",\"actions\":[{\"op\":\"create\",\"path\":\"d" + i % 100
                        + "/f" + i + "\",\"content\":\"" + i + "\"}]}";
                HttpResponse<String> response = http.send(HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(), BodyHandlers.ofString());
                statuses.add(response.statusCode());
            }
        }
        return statuses;
    }

    private static int linearHistory(MemoryRepository repository) throws Exception {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(repository.refs().idOf(RefName.branch("main").orElseThrow()));
            int count = 1;
            while (commit.getParentCount() > 0) {
                assertThat(commit.getParentCount()).isEqualTo(1);
                commit = walk.parseCommit(commit.getParent(0));
                count++;
            }
            return count;
        }
    }

    private static Set<String> files(MemoryRepository repository) throws Exception {
        Set<String> paths = new HashSet<>();
        try (RevWalk walk = new RevWalk(repository); TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(walk.parseCommit(repository.refs().idOf(RefName.branch("main").orElseThrow())).getTree());
            tree.setRecursive(true);
            while (tree.next())
                paths.add(tree.getPathString());
        }
        return paths;
    }
}
