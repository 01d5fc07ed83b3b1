package io.memgit.core.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.SideBandOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the pushing client gets: progress while it waits, then one line for the pack and one for
 * each ref.
 */
final class PushAnswer {

    // A packet of the data band without data.
    private static final byte[] NOTHING = {'0', '0', '0', '5', SideBandOutputStream.CH_DATA};

    private final OutputStream out;
    private final boolean sideBand;
    private final boolean report;
    private final boolean quiet;

    PushAnswer(PushRequest request, OutputStream out) {
        this.out = out;
        this.sideBand = request.has(PushRequest.SIDE_BAND);
        this.report = request.has(PushRequest.REPORT_STATUS);
        this.quiet = request.has(PushRequest.QUIET);
    }

    /**
     * Writes text for the user's terminal, where the client shows such; or nothing, in a form that
     * keeps the connection from being taken for dead.
     */
    void progress(String text) throws IOException {
        if (!sideBand)
            return;
        if (quiet) {
            out.write(NOTHING, 0, NOTHING.length);
        } else {
            SideBandOutputStream band = new SideBandOutputStream(SideBandOutputStream.CH_PROGRESS,
                    SideBandOutputStream.MAX_BUF, out);
            band.write(text.getBytes(StandardCharsets.UTF_8));
            band.flush();
        }
        out.flush();
    }

    /**
     * Ends the answer.
     *
     * @param unpacked
     *            why the pack was refused, one line; null when it was not
     */
    void report(@Nullable String unpacked, List<PushedRef> refs) throws IOException {
        if (report) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            write(new PacketLineOut(lines), unpacked, refs);
            if (sideBand) {
                SideBandOutputStream band = new SideBandOutputStream(SideBandOutputStream.CH_DATA,
                        SideBandOutputStream.MAX_BUF, out);
                lines.writeTo(band);
                band.flush();
            } else {
                lines.writeTo(out);
            }
        }
        if (sideBand)
            new PacketLineOut(out).end();
        out.flush();
    }

    private static void write(PacketLineOut lines, @Nullable String unpacked, List<PushedRef> refs)
            throws IOException {
        lines.writeString("unpack " + (unpacked == null ? "ok" : unpacked) + "\n");
        for (PushedRef ref : refs) {
            String refusal = ref.refusal();
            String name = ref.command().ref();
            lines.writeString(refusal == null ? "ok " + name + "\n" : "ng " + name + " " + refusal + "\n");
        }
        lines.end();
    }

    /** Tells a client whose request cannot be understood why, in the one way that it can still hear. */
    static void fail(boolean sideBand, String message, OutputStream out) throws IOException {
        if (sideBand) {
            SideBandOutputStream band = new SideBandOutputStream(SideBandOutputStream.CH_ERROR,
                    SideBandOutputStream.MAX_BUF, out);
            band.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            band.flush();
            new PacketLineOut(out).end();
        } else {
            new PacketLineOut(out).writeString("ERR " + message);
        }
        out.flush();
    }
}
