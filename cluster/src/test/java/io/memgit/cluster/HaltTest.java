package io.memgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.ledger.LedgerException.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An entry whose apply fails. */
@Execution(ExecutionMode.CONCURRENT)
class HaltTest {

    @TempDir
    Path folder;

    @Test
    void aStateThatCannotReadItsFilesStopsTheGroupBeforeTheNextEntry() throws IOException {
        Journal journal = new Journal();
        journal.failAt(3, () -> {
            throw new UncheckedIOException(new IOException("no such pack"));
        });
        try (RaftLedger ledger = Ledgers.open(folder, journal, Ledgers.QUICK)) {
            assertThat(Ledgers.submit(ledger, 1, 2)).isEqualTo(2);
            assertThat(Ledgers.failure(ledger.submit(Journal.note(3))).fate()).isEqualTo(Fate.UNKNOWN);
            assertThat(Ledgers.failure(ledger.submit(Journal.note(4))).fate()).isEqualTo(Fate.NOT_APPLIED);
            GroupStatus status = ledger.status(GroupName.META);
            assertThat(status.condition()).isEqualTo(GroupStatus.Condition.HALTED);
            assertThat(status.detail()).contains("no such pack");
            assertThat(journal.numbers()).containsExactly(1L, 2L);
        }
        Journal broken = new Journal();
        broken.failAt(3, () -> {
            throw new UncheckedIOException(new IOException("no such pack"));
        });
        assertThatThrownBy(() -> Ledgers.open(folder, broken, Ledgers.QUICK)).isInstanceOf(IOException.class)
                .hasMessageContaining("no such pack");
        Journal mended = new Journal();
        try (RaftLedger ledger = Ledgers.open(folder, mended, Ledgers.QUICK)) {
            assertThat(mended.numbers()).as("what was in the log is applied when it can be").containsExactly(1L, 2L,
                    3L);
            assertThat(ledger.submit(Journal.note(4)).join()).isEqualTo(Ledgers.accepted(4));
        }
    }

    @Test
    void aBugInApplyFailsItsEntryAndNoOther() throws IOException {
        for (int start = 0; start < 2; start++) {
            Journal journal = new Journal();
            journal.failAt(2, () -> {
                throw new IllegalStateException("a bug");
            });
            try (RaftLedger ledger = Ledgers.open(folder, journal, Ledgers.QUICK)) {
                if (start == 0) {
                    assertThat(Ledgers.submit(ledger, 1, 1)).isEqualTo(1);
                    assertThat(Ledgers.failure(ledger.submit(Journal.note(2)))).hasMessageContaining("a bug");
                    assertThat(Ledgers.submit(ledger, 3, 3)).isEqualTo(1);
                }
                assertThat(journal.numbers()).containsExactly(1L, 3L);
            }
        }
    }
}
