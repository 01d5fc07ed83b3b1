package io.memgit.core.object;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A real repository of tens of thousands of objects, as a bundle: the one that the system property
 * {@code memgit.test.bundle} names, else {@code shared/data/ratis.bundle} beside the checkout.
 */
final class LargeRepository {

    private LargeRepository() {}

    static Optional<Path> bundle() {
        String named = System.getProperty("memgit.test.bundle");
        if (named != null)
            return Optional.of(Path.of(named));
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path bundle = folder.resolve("shared/data/ratis.bundle");
            if (Files.exists(bundle))
                return Optional.of(bundle);
        }
        return Optional.empty();
    }
}
