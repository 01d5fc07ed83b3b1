package io.memgit.core.tag;

import io.memgit.core.commit.Identity;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Serialises an annotated tag. */
final class TagBytes {

    private static final int MINUTES_PER_HOUR = 60;

    private TagBytes() {}

    /** A tag on {@code target} as Git stores it. */
    static byte[] of(ObjectId target, int type, NewTag tag, NewTag.Annotation annotation) {
        Identity tagger = annotation.tagger();
        StringBuilder text = new StringBuilder(256);
        text.append("object ").append(target.name());
        text.append("\ntype ").append(Constants.typeString(type));
        text.append("\ntag ").append(tag.name().shortName());
        text.append("\ntagger ").append(tagger.name()).append(tagger.name().isEmpty() ? "<" : " <");
        text.append(tagger.email()).append("> ").append(tagger.epochSeconds());
        int offset = Math.abs(tagger.offsetMinutes());
        text.append(tagger.offsetMinutes() < 0 ? " -" : " +");
        twoDigits(text, offset / MINUTES_PER_HOUR);
        twoDigits(text, offset % MINUTES_PER_HOUR);
        text.append("\n\n").append(annotation.message());
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void twoDigits(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
