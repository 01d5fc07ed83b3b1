package io.memgit.core.limits;

import java.time.Duration;

/**
 * What one push may cost. Each is met with a refusal that the pushing client shows to its user.
 *
 * @param packSize
 *            the largest pack, as it is sent
 * @param objectSize
 *            the largest object, inflated
 * @param objects
 *            the most objects in one pack
 * @param deltaDepth
 *            the longest chain of deltas in a pack; Git itself makes chains of 50, and of 250 when
 *            asked to be aggressive
 * @param resolvedSize
 *            the most bytes that all objects of a pack may have when they are inflated and their
 *            deltas resolved
 * @param resolvedRatio
 *            the most resolved bytes per byte of pack, beyond {@code resolvedAllowance}
 * @param resolvedAllowance
 *            resolved bytes that even the smallest pack may have
 * @param time
 *            how long one push may take, from its first byte to its report
 * @param commands
 *            the most refs that one push may change
 * @param commandSize
 *            the most bytes of commands in one push
 * @param options
 *            the most push options
 * @param optionSize
 *            the most bytes of push options
 * @param unpackedObjects
 *            a pack of at most so many objects is taken apart, a larger one kept as it came
 * @param unpackedSize
 *            a pack of at most so many bytes, resolved, is taken apart, a larger one kept as it
 *            came
 */
public record PushLimits(ByteCount packSize, ByteCount objectSize, int objects, int deltaDepth, ByteCount resolvedSize,
        int resolvedRatio, ByteCount resolvedAllowance, Duration time, int commands, ByteCount commandSize, int options,
        ByteCount optionSize, int unpackedObjects, ByteCount unpackedSize) {

    /**
     * @throws IllegalArgumentException
     *             when a limit is zero or negative
     */
    public PushLimits {
        Limits.positive(packSize, "packSize");
        Limits.positive(objectSize, "objectSize");
        Limits.positive(objects, "objects");
        Limits.positive(deltaDepth, "deltaDepth");
        Limits.positive(resolvedSize, "resolvedSize");
        Limits.positive(resolvedRatio, "resolvedRatio");
        Limits.positive(resolvedAllowance, "resolvedAllowance");
        Limits.positive(time, "time");
        Limits.positive(commands, "commands");
        Limits.positive(commandSize, "commandSize");
        Limits.positive(options, "options");
        Limits.positive(optionSize, "optionSize");
        Limits.positive(unpackedObjects, "unpackedObjects");
        Limits.positive(unpackedSize, "unpackedSize");
    }

    /** What holds where nothing is configured. */
    public static PushLimits defaults() {
        return new PushLimits(ByteCount.megabytes(512), ByteCount.megabytes(100), 5_000_000, 512,
                ByteCount.gigabytes(64), 8_192, ByteCount.megabytes(256), Duration.ofMinutes(10), 50_000,
                ByteCount.megabytes(20), 64, ByteCount.kilobytes(16), 1_000, ByteCount.megabytes(4));
    }
}
