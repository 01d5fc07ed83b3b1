package io.memgit.core.sequencer;

import io.memgit.core.commit.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/** Has many cases done by git, in one work tree and one process of the shell. */
final class GitAnswers {

    /** Who makes all new commits. */
    static final Identity WHO = new Identity("C O Mitter", "committer@example.com", 1_800_000_000L, 90);

    // What stops without a file in conflict would have been empty.
    private static final String SCRIPT = """
            cd "$1"
            git config core.abbrev 7
            git worktree add -q --no-checkout --detach work HEAD 2>/dev/null || exit 1
            cd work
            attempt() {
                git checkout -q -f --detach "$head" && git clean -fdxq
                if "$@" >/dev/null 2>../said; then
                    git rev-parse HEAD
                elif [ -n "$(git ls-files -u)" ]; then
                    echo conflict
                else
                    echo empty
                fi
                git rebase --quit 2>/dev/null; git cherry-pick --quit 2>/dev/null; git revert --quit 2>/dev/null
                git update-ref -d MERGE_HEAD 2>/dev/null
                rm -f "$(git rev-parse --git-path SQUASH_MSG)" "$(git rev-parse --git-path MERGE_MSG)"
            }
            """;

    private GitAnswers() {}

    /** What git answered: the new head, {@code conflict}, or {@code empty} where it refused. */
    static List<String> ask(Path repository, List<GitCase> cases) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder(SCRIPT);
        for (GitCase.Kind kind : GitCase.Kind.values())
            script.append(kind).append("() { ").append(kind.command()).append("; }\n");
        for (GitCase one : cases) {
            script.append("head=").append(one.head().name()).append("; attempt ").append(one.kind());
            for (ObjectId id : one.named())
                script.append(' ').append(id.name());
            script.append('\n');
        }
        List<String> answers = run(repository, script.toString());
        if (answers.size() != cases.size())
            throw new IllegalStateException(answers.size() + " answers to " + cases.size() + " cases");
        return answers;
    }

    private static List<String> run(Path repository, String script) throws IOException, InterruptedException {
        Path file = Files.createTempFile("git-cases", ".sh");
        Path errors = Files.createTempFile("git-cases", ".err");
        Files.writeString(file, script);
        ProcessBuilder builder = new ProcessBuilder("bash", file.toString(), repository.toString());
        Map<String, String> environment = builder.environment();
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("LC_ALL", "C");
        environment.put("GIT_EDITOR", ":");
        environment.put("GIT_SEQUENCE_EDITOR", ":");
        for (String role : new String[]{"AUTHOR", "COMMITTER"}) {
            environment.put("GIT_" + role + "_NAME", WHO.name());
            environment.put("GIT_" + role + "_EMAIL", WHO.email());
            environment.put("GIT_" + role + "_DATE", WHO.epochSeconds() + " +0130");
        }
        Process shell = builder.redirectError(errors.toFile()).start();
        shell.getOutputStream().close();
        List<String> lines = new ArrayList<>();
        try (var out = shell.inputReader(StandardCharsets.US_ASCII)) {
            out.lines().forEach(lines::add);
        }
        if (shell.waitFor() != 0)
            throw new IllegalStateException(Files.readString(errors));
        Files.delete(file);
        Files.delete(errors);
        return lines;
    }
}
