package io.memgit.server.route;

import io.memgit.core.ledger.Receipt;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import java.io.IOException;

/**
 * Answers a request again that was done before under the same idempotency key, when the answer
 * itself is no longer there: after a restart, or when the first one never arrived.
 */
@FunctionalInterface
public interface Repeat {

    /**
     * The answer that the first request had, with its {@code X-Sequence}.
     *
     * @param call
     *            the same request; its JSON or bytes can be read, also when they were read before
     * @param receipt
     *            what came of it
     */
    Answer again(Call call, Receipt receipt) throws IOException;
}
