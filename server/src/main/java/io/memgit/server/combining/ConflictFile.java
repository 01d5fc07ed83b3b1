package io.memgit.server.combining;

import io.memgit.core.browse.EntryMode;
import io.memgit.core.merge.ConflictHunk;
import io.memgit.core.merge.ConflictSide;
import io.memgit.core.merge.ConflictedFile;
import io.memgit.core.sequencer.ConflictContents;
import io.memgit.server.reading.PathBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A file in conflict.
 *
 * @param path
 *            where the result has it
 * @param pathBase64
 *            the path's bytes, where it is not UTF-8
 * @param kind
 *            {@code content}, {@code add_add}, {@code modify_delete}, {@code rename}, {@code mode},
 *            {@code binary} or {@code submodule}
 * @param message
 *            one sentence
 * @param base
 *            the text of the version of the merge base; null where it has none, and where it is
 *            left
 *            out
 * @param ours
 *            that of the branch
 * @param theirs
 *            that of what comes in
 * @param baseVersion
 *            null where the base has no such file
 * @param hunks
 *            the places that both sides changed
 * @param mergedWithMarkers
 *            the text with markers; null where it was not merged by lines, and where it is left out
 * @param omitted
 *            why texts are left out: {@code size} or {@code binary}
 */
public record ConflictFile(String path, Optional<String> pathBase64, String kind, String message,
        @Nullable String base, @Nullable String ours, @Nullable String theirs, @Nullable Version baseVersion,
        @Nullable Version oursVersion, @Nullable Version theirsVersion, List<ConflictHunk> hunks,
        @Nullable String mergedWithMarkers, Optional<String> omitted) {

    /**
     * A version of the file.
     *
     * @param path
     *            where that side has it
     */
    public record Version(String path, String mode, ObjectId hash) {}

    /** The files of a conflict, with as much text as an answer may hold. */
    public static List<ConflictFile> of(List<ConflictedFile> files, ConflictContents contents) {
        ConflictTexts texts = new ConflictTexts(contents);
        List<ConflictFile> shown = new ArrayList<>(files.size());
        for (ConflictedFile file : files)
            shown.add(of(file, texts.of(file)));
        return shown;
    }

    private static ConflictFile of(ConflictedFile file, ConflictTexts.Texts texts) {
        return new ConflictFile(file.path().text(), PathBytes.base64(file.path()),
                file.kind().name().toLowerCase(Locale.ROOT), file.message(), texts.base(), texts.ours(),
                texts.theirs(), version(file.base()), version(file.ours()), version(file.theirs()),
                texts.isTooLarge() ? List.of() : file.hunks(), texts.merged(), texts.omitted());
    }

    private static @Nullable Version version(Optional<ConflictSide> side) {
        return side.map(s -> new Version(s.path().text(), octal(s.mode()), s.id())).orElse(null);
    }

    private static String octal(EntryMode mode) {
        return mode.octal();
    }
}
