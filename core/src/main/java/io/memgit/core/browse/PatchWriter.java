package io.memgit.core.browse;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Writes patches in the form of {@code git diff --binary --full-index}. */
final class PatchWriter {

    private final ObjectReader reader;
    private final FileTexts texts;
    private final int context;
    private final OutputStream out;

    PatchWriter(ObjectReader reader, FileTexts texts, int context, OutputStream out) {
        this.reader = reader;
        this.texts = texts;
        this.context = context;
        this.out = out;
    }

    /** Writes the patch of one file, comparing its contents first. */
    void write(FileChange file) throws IOException {
        if (file.status() == DiffStatus.TYPE_CHANGED)
            writeTypeChange(file.change());
        else
            write(file, texts.compare(file.change()));
    }

    /** What is another type of thing afterwards is deleted and added again. */
    private void writeTypeChange(Change c) throws IOException {
        Change deleted = new Change(c.path(), c.oldMode(), c.oldId(), 0, ObjectId.zeroId());
        Change added = new Change(c.path(), 0, ObjectId.zeroId(), c.newMode(), c.newId());
        write(FileChange.plain(deleted), texts.compare(deleted));
        write(FileChange.plain(added), texts.compare(added));
    }

    /** Writes the patch of one file whose contents have been compared. */
    void write(FileChange file, Optional<FileTexts.Compared> compared) throws IOException {
        if (showsNothing(file, compared))
            return;
        writeHeader(file);
        Change change = file.change();
        if (change.oldId().equals(change.newId()))
            return;
        writeIndex(change);
        if (compared.isEmpty()) {
            new BinaryPatch(reader, out).write(change);
        } else if (!compared.get().edits().isEmpty()) {
            writeSide("--- ", "a/", file.before(), change.isAdded());
            writeSide("+++ ", "b/", change.path(), change.isDeleted());
            new HunkWriter(compared.get(), context, out).write();
        }
    }

    /** Only white space that does not count has changed. */
    private static boolean showsNothing(FileChange file, Optional<FileTexts.Compared> compared) {
        Change change = file.change();
        return file.oldPath().isEmpty() && change.oldMode() == change.newMode() && compared.isPresent()
                && compared.get().edits().isEmpty();
    }

    private void writeHeader(FileChange file) throws IOException {
        Change change = file.change();
        ascii("diff --git ");
        out.write(QuotedPath.of("a/", file.before()));
        out.write(' ');
        out.write(QuotedPath.of("b/", change.path()));
        out.write('\n');
        if (change.isAdded())
            ascii("new file mode " + octal(change.newMode()) + "\n");
        else if (change.isDeleted())
            ascii("deleted file mode " + octal(change.oldMode()) + "\n");
        else if (change.oldMode() != change.newMode())
            ascii("old mode " + octal(change.oldMode()) + "\nnew mode " + octal(change.newMode()) + "\n");
        if (file.oldPath().isPresent()) {
            ascii("similarity index " + file.similarity() + "%\nrename from ");
            out.write(QuotedPath.of(file.before()));
            ascii("\nrename to ");
            out.write(QuotedPath.of(change.path()));
            out.write('\n');
        }
    }

    private void writeIndex(Change change) throws IOException {
        ascii("index " + change.oldId().name() + ".." + change.newId().name());
        ascii(change.oldMode() == change.newMode() ? " " + octal(change.newMode()) + "\n" : "\n");
    }

    private void writeSide(String sign, String prefix, GitPath path, boolean absent) throws IOException {
        ascii(sign);
        if (absent) {
            ascii("/dev/null\n");
            return;
        }
        out.write(QuotedPath.of(prefix, path));
        if (hasSpace(path)) // so that what reads it knows where the name ends
            out.write('\t');
        out.write('\n');
    }

    private static boolean hasSpace(GitPath path) {
        for (byte b : path.raw()) {
            if (b == ' ')
                return true;
        }
        return false;
    }

    private static String octal(int mode) {
        return new EntryMode(mode).octal();
    }

    private void ascii(String text) throws IOException {
        out.write(Constants.encodeASCII(text));
    }
}
