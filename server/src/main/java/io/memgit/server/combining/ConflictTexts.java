package io.memgit.server.combining;

import io.memgit.core.merge.ConflictSide;
import io.memgit.core.merge.ConflictedFile;
import io.memgit.core.sequencer.ConflictContents;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The texts of files in conflict, up to 1 MiB for each and 10 MiB for all, as of patches in a diff.
 */
final class ConflictTexts {

    private static final String SIZE = "size";
    private static final long MOST_OF_FILE = 1L << 20;
    private static final long MOST_OF_ALL = 10L << 20;

    private final ConflictContents contents;
    private long left = MOST_OF_ALL;

    ConflictTexts(ConflictContents contents) {
        this.contents = contents;
    }

    /** The versions of one file as text, null for those that are not there or left out. */
    record Texts(@Nullable String base, @Nullable String ours, @Nullable String theirs, @Nullable String merged,
            Optional<String> omitted) {

        static Texts none(String why) {
            return new Texts(null, null, null, null, Optional.of(why));
        }

        boolean isTooLarge() {
            return omitted.equals(Optional.of(SIZE));
        }
    }

    Texts of(ConflictedFile file) {
        List<ObjectId> blobs = new ArrayList<>();
        file.base().map(ConflictSide::id).ifPresent(blobs::add);
        file.ours().map(ConflictSide::id).ifPresent(blobs::add);
        file.theirs().map(ConflictSide::id).ifPresent(blobs::add);
        Optional<ObjectId> marked = file.hunks().isEmpty() ? Optional.empty() : file.merged();
        marked.ifPresent(blobs::add);
        long bytes = 0;
        for (ObjectId blob : blobs) {
            long size = contents.size(blob).orElse(0L);
            if (size > MOST_OF_FILE)
                return Texts.none(SIZE);
            bytes += size;
        }
        if (bytes > left)
            return Texts.none(SIZE);
        left -= bytes;
        try {
            return new Texts(text(file.base().map(ConflictSide::id)), text(file.ours().map(ConflictSide::id)),
                    text(file.theirs().map(ConflictSide::id)), text(marked), Optional.empty());
        } catch (CharacterCodingException binary) {
            return Texts.none("binary");
        }
    }

    private @Nullable String text(Optional<ObjectId> blob) throws CharacterCodingException {
        Optional<byte[]> bytes = blob.flatMap(contents::read);
        if (bytes.isEmpty())
            return null;
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.get())).toString();
        if (text.indexOf('\0') >= 0)
            throw new CharacterCodingException();
        return text;
    }
}
