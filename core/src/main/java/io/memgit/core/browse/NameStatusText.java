package io.memgit.core.browse;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.eclipse.jgit.lib.Constants;

/** Writes one line a file, as {@code git diff --name-status}. */
final class NameStatusText {

    private final OutputStream out;

    NameStatusText(OutputStream out) {
        this.out = out;
    }

    void write(List<FileChange> files) throws IOException {
        for (FileChange file : files) {
            out.write(file.status().letter());
            if (file.oldPath().isPresent()) {
                int percent = file.similarity();
                out.write(Constants.encodeASCII((percent < 100 ? "0" : "") + (percent < 10 ? "0" : "") + percent));
                out.write('\t');
                out.write(QuotedPath.of(file.before()));
            }
            out.write('\t');
            out.write(QuotedPath.of(file.change().path()));
            out.write('\n');
        }
    }
}
