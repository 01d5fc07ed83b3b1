package io.memgit.server.files;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.browse.FileContent;
import io.memgit.core.browse.FileEntry;
import io.memgit.core.browse.GitPath;
import io.memgit.core.browse.Missing;
import io.memgit.core.browse.OtherType;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.reading.Point;
import io.memgit.server.reading.ReadProblems;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import java.io.IOException;
import java.io.InputStream;

/** Answers with one file, as JSON or as its bytes, whatever the call wants. */
public final class FileAnswers {

    private final Browse browse;

    public FileAnswers(Browse browse) {
        this.browse = browse;
    }

    /**
     * The file at {@code path}.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             404 {@code FILE_NOT_FOUND}, 422 for one that is too large for JSON
     * @throws IOException
     *             when the repository cannot be read
     */
    public Answer answer(Call call, MemoryRepository repository, Point point, GitPath path) throws IOException {
        boolean raw = RawFile.isWanted(call);
        return switch (browse.read(repository, point.tree(), path)) {
            case FileContent file when raw ->
                RawFile.answer(call, path.name(), file.entry().blob(), file.bytes());
            case FileContent file -> Answer.ok(FileBody.of(file, point));
            case Exceeded _ when raw -> large(call, repository, point, path);
            case Exceeded exceeded -> throw ReadProblems.of(exceeded);
            case Missing missing -> throw ReadProblems.of(missing);
            case OtherType other -> throw ReadProblems.of(other);
        };
    }

    /** A file that is too large for JSON. */
    private Answer large(Call call, MemoryRepository repository, Point point, GitPath path) throws IOException {
        FileEntry file = switch (browse.find(repository, point.tree(), path)) {
            case FileEntry entry -> entry;
            case Missing missing -> throw ReadProblems.of(missing);
            case OtherType other -> throw ReadProblems.of(other);
        };
        try (InputStream in = browse.open(repository, file.blob())) {
            return RawFile.answer(call, path.name(), file.blob(), in.readAllBytes());
        }
    }
}
