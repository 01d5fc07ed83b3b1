package io.memgit.core.object;

import java.util.List;

/** Stores with a fault, to show that a test would find it. */
public final class FaultyStores {

    private FaultyStores() {}

    /**
     * A store that shows each object of a batch as soon as it is appended, and then calls
     * {@code shown}.
     */
    public static ObjectStore visibleInPart(Runnable shown) {
        return new ObjectStore() {

            @Override
            HotGeneration newGeneration() {
                return new HotGeneration() {

                    @Override
                    void appendedOneOfABatch() {
                        publish();
                        shown.run();
                    }
                };
            }
        };
    }

    /** A store whose folds drop what was published while they ran. */
    public static ObjectStore droppingWhatCameDuringAFold() {
        return new ObjectStore() {

            @Override
            void replace(Tiers condemned, List<Pack> made) {
                super.replace(freeze(), made);
            }
        };
    }
}
