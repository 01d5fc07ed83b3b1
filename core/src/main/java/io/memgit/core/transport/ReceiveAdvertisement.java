package io.memgit.core.transport;

import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefMap;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PacketLineOut;

/** Tells a client that wants to push which refs there are and what can be asked for. */
final class ReceiveAdvertisement {

    static final String AGENT = "memgit";

    private static final String CAPABILITIES = "report-status delete-refs side-band-64k quiet atomic ofs-delta "
            + "push-options object-format=sha1 agent=" + AGENT;

    private ReceiveAdvertisement() {}

    static void write(RefMap refs, GitProtocol protocol, OutputStream out) throws IOException {
        PacketLineOut lines = new PacketLineOut(out);
        lines.setFlushOnEnd(false);
        lines.writeString("# service=git-receive-pack\n");
        lines.end();
        if (protocol == GitProtocol.V1)
            lines.writeString("version 1\n");
        Iterator<RefEntry> entries = refs.from("");
        String capabilities = '\0' + CAPABILITIES;
        if (!entries.hasNext())
            lines.writeString(ObjectId.zeroId().name() + " capabilities^{}" + capabilities + '\n');
        for (; entries.hasNext(); capabilities = "") {
            RefEntry ref = entries.next();
            lines.writeString(ref.id().name() + ' ' + ref.name() + capabilities + '\n');
        }
        lines.end();
        out.flush();
    }
}
