package io.memgit.core.transport;

import io.memgit.core.check.TreeSizes;
import io.memgit.core.ledger.Actor;
import io.memgit.core.limits.Limits;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Answers {@code git push}. Safe for many threads. */
public final class ReceiveService {

    private final Repositories repositories;
    private final Limits limits;
    private final TreeSizes sizes;

    /**
     * @param repositories
     *            takes the entries
     * @param limits
     *            of pushes and of trees
     */
    public ReceiveService(Repositories repositories, Limits limits) {
        this.repositories = repositories;
        this.limits = limits;
        this.sizes = new TreeSizes(limits.tree());
    }

    /**
     * Writes which refs there are and what can be asked for.
     *
     * @throws IOException
     *             when the client is gone
     */
    public void advertise(MemoryRepository repository, GitProtocol protocol, OutputStream out) throws IOException {
        ReceiveAdvertisement.write(repository.refs(), protocol, out);
    }

    /**
     * Takes a push: reads the whole request, applies what can be applied, and writes what became of
     * each ref. What is refused is said in the answer.
     *
     * @param actor
     *            who pushes, and may
     * @param in
     *            the request without any content coding; read to its end unless the client sends beyond
     *            all limits
     * @param out
     *            the answer
     * @throws IOException
     *             when the client is gone
     */
    public void receive(MemoryRepository repository, Actor actor, InputStream in, OutputStream out)
            throws IOException {
        new Push(repositories, repository, actor, limits, sizes, Deadline.in(limits.push().time(), System::nanoTime))
                .run(in, out);
    }
}
