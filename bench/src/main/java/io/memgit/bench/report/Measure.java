package io.memgit.bench.report;

import java.util.OptionalDouble;

/**
 * What was measured for one row.
 *
 * @param row
 *            the row of the table
 * @param value
 *            memgit's, in the row's unit
 * @param peer
 *            what it was compared with in the same run; empty for nothing
 * @param peerValue
 *            the peer's, in the same unit; 0 without a peer
 */
public record Measure(Row row, double value, String peer, double peerValue) {

    /** How one row turned out. */
    enum Verdict {
        REACHED_FOR, REACHED, MISSED, NOT_JUDGED;

        /** As it stands in the table. */
        String sign() {
            return switch (this) {
                case REACHED_FOR -> "yes, best";
                case REACHED -> "yes";
                case MISSED -> "NO";
                case NOT_JUDGED -> "";
            };
        }
    }

    /** A measure without a peer. */
    public static Measure alone(Row row, double value) {
        return new Measure(row, value, "", 0);
    }

    /** memgit's value in parts of the peer's, or empty without a peer. */
    OptionalDouble ratio() {
        return peer.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(value / peerValue);
    }

    Verdict verdict() {
        return switch (row.judged()) {
            case SMALL_VALUE -> ofSmall(value);
            case SMALL_RATIO -> ofSmall(ratio().orElseThrow());
            case LARGE_VALUE -> value >= row.reachFor()
                    ? Verdict.REACHED_FOR
                    : value >= row.must() ? Verdict.REACHED : Verdict.MISSED;
            case NOT -> Verdict.NOT_JUDGED;
        };
    }

    private Verdict ofSmall(double judged) {
        if (judged <= row.reachFor())
            return Verdict.REACHED_FOR;
        return judged <= row.must() ? Verdict.REACHED : Verdict.MISSED;
    }
}
