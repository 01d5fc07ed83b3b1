package io.memgit.core.transport;

import io.memgit.core.limits.FetchLimits;
import io.memgit.core.object.WalkLimitException;
import io.memgit.core.repo.MemoryRepository;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.PreUploadHook;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.TransferConfig;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.UserAgent;
import org.eclipse.jgit.transport.WantNotValidException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code git fetch}, {@code git clone} and {@code git ls-remote}. Safe for many threads.
 */
public final class UploadService {

    private static final Logger LOG = LoggerFactory.getLogger(UploadService.class);
    private static final String FLUSH = "0000";
    private static final int BUFFER_BYTES = 32 << 10;
    private static final TransferConfig TRANSFER = new TransferConfig(configuration());

    private final FetchLimits limits;

    /** Fetches of at most so much. */
    public UploadService(FetchLimits limits) {
        this.limits = limits;
    }

    /**
     * Writes which refs there are (the first two versions of the protocol) or which commands (the last
     * one).
     *
     * @throws IOException
     *             when the client is gone, or the repository cannot be read
     */
    public void advertise(MemoryRepository repository, GitProtocol protocol, OutputStream out) throws IOException {
        PacketLineOut lines = new PacketLineOut(out);
        lines.setFlushOnEnd(false);
        if (protocol == GitProtocol.V1) {
            lines.writeString("# service=git-upload-pack\n");
            lines.end();
            lines.writeString("version 1\n");
        }
        try (UploadPack upload = upload(repository, protocol, new Watch())) {
            upload.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines),
                    protocol == GitProtocol.V0 ? "git-upload-pack" : null);
        }
        out.flush();
    }

    /**
     * Answers one request. What is refused is said in the answer.
     *
     * @param in
     *            the request without any content coding; read to its end
     * @param out
     *            the answer
     * @throws IOException
     *             when the client is gone
     */
    public void serve(MemoryRepository repository, GitProtocol protocol, InputStream in, OutputStream out)
            throws IOException {
        Deadline deadline = Deadline.in(limits.time(), System::nanoTime);
        InputStream request = new BufferedInputStream(
                new MeteredInput(in, limits.requestSize().bytes(), deadline), BUFFER_BYTES);
        TimedOutput answer = new TimedOutput(out, deadline);
        Watch watch = new Watch();
        boolean asksForNothing = false;
        try (UploadPack upload = upload(repository, protocol, watch)) {
            asksForNothing = isFlush(request);
            upload.uploadWithExceptionPropagation(request, answer, null);
        } catch (PackProtocolException | ServiceMayNotContinueException | PushRefusedException e) {
            LOG.debug("fetch from {} refused", repository.name(), e);
            watch.fail(answer, String.valueOf(e.getMessage()));
        } catch (UnsupportedOperationException e) {
            // The one thing that JGit knows of and cannot do.
            LOG.debug("fetch from {} refused", repository.name(), e);
            watch.fail(answer, "--deepen is not known here; use --depth");
        } catch (IOException e) {
            LOG.debug("fetch from {} ended", repository.name(), e);
            watch.fail(answer, "the fetch ended early");
        } catch (RuntimeException e) {
            LOG.error("fetch from {} failed", repository.name(), e);
            watch.fail(answer, "something went wrong here; the server's log has it");
        }
        // JGit takes packet lines that are none for the end of the request, and says nothing.
        if (answer.isEmpty() && !asksForNothing)
            watch.fail(answer, "the request is not one of Git's protocol");
        out.flush();
    }

    private static boolean isFlush(InputStream request) throws IOException {
        request.mark(FLUSH.length() + 1);
        byte[] start = request.readNBytes(FLUSH.length() + 1);
        request.reset();
        return new String(start, StandardCharsets.US_ASCII).equals(FLUSH);
    }

    private static UploadPack upload(MemoryRepository repository, GitProtocol protocol, Watch watch) {
        UploadPack upload = new UploadPack(repository);
        upload.setBiDirectionalPipe(false);
        upload.setTransferConfig(TRANSFER);
        upload.setRequestValidator((asked, wants) -> checkVisible(repository, wants));
        upload.setPreUploadHook(watch);
        if (protocol == GitProtocol.V2)
            upload.setExtraParameters(List.of("version=2"));
        return upload;
    }

    private static void checkVisible(MemoryRepository repository, List<ObjectId> wants) throws IOException {
        try {
            ObjectId hidden = repository.firstHidden(wants).orElse(null);
            if (hidden != null)
                throw new WantNotValidException(hidden);
        } catch (WalkLimitException e) {
            throw new ServiceMayNotContinueException(e.getMessage() + " (" + e.limit() + ")", e);
        }
    }

    private static Config configuration() {
        UserAgent.set(ReceiveAdvertisement.AGENT);
        Config config = new Config();
        config.setBoolean("uploadpack", null, "allowfilter", true);
        config.setBoolean("uploadpack", null, "allowrefinwant", true);
        return config;
    }

    /**
     * How a pack is made. Deltas that are stored are used; new ones are searched for only where the
     * client has a part of the history, for then they are few and save much: the tree of a directory
     * with one changed file of thousands.
     */
    private static PackConfig packing(boolean incremental) {
        PackConfig config = new PackConfig();
        config.setDeltaCompress(incremental);
        config.setThreads(1);
        config.setCompressionLevel(1);
        return config;
    }

    /** Looks at a request before it is answered, and knows how the client can be told of a failure. */
    private final class Watch implements PreUploadHook {

        private boolean packs;

        void fail(OutputStream out, String message) throws IOException {
            PushAnswer.fail(packs, message, out);
        }

        @Override
        public void onBeginNegotiateRound(UploadPack upload, Collection<? extends ObjectId> wants, int offered)
                throws ServiceMayNotContinueException {
            if (wants.size() > limits.wants())
                throw new ServiceMayNotContinueException("one fetch asks for at most " + limits.wants() + " objects");
        }

        @Override
        public void onEndNegotiateRound(UploadPack upload, Collection<? extends ObjectId> wants, int common,
                int notFound, boolean ready) {
            // Nothing is decided by how far client and server agree.
        }

        @Override
        public void onSendPack(UploadPack upload, Collection<? extends ObjectId> wants,
                Collection<? extends ObjectId> haves) {
            packs = true;
            upload.setPackConfig(packing(!haves.isEmpty()));
        }
    }
}
