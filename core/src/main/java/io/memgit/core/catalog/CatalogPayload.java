package io.memgit.core.catalog;

import io.memgit.core.ledger.Payload;
import io.memgit.core.ledger.PayloadKind;
import io.memgit.core.name.RepoId;

/** What an entry about names asks for. Its target is {@link RepoId#META}. */
public sealed interface CatalogPayload extends Payload {

    @Override
    default PayloadKind kind() {
        return PayloadKind.CATALOG;
    }

    /** A name begins to stand for a repository. */
    record Register(Registered what) implements CatalogPayload {}

    /** The name of this repository is free again. */
    record Release(RepoId id) implements CatalogPayload {}
}
