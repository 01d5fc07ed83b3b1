package io.memgit.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRefsTest {

    @TempDir
    Path folder;

    @Test
    void gitMakesRefsInARepositoryThatHasTheFiles() throws Exception {
        GitRefs refs = GitRefs.create(folder.resolve("bare"), List.of("a/first", "b/second"));
        assertThat(refs.commit()).matches("[0-9a-f]{40}");
        assertThat(refs.create(3)).isPositive();
    }

    @Test
    void refsThatAreThereAlreadyAreNotMeasured() throws Exception {
        GitRefs refs = GitRefs.create(folder.resolve("bare"), List.of("a/first"));
        refs.create(2);
        assertThatThrownBy(() -> refs.create(3)).isInstanceOf(IOException.class).hasMessageContaining("update-ref");
    }
}
