package io.memgit.core.transport;

import java.io.IOException;
import java.util.function.LongSupplier;
import org.eclipse.jgit.lib.ProgressMonitor;

/**
 * Tells the pushing user how far the pack is, at most once a second, and the parser when its time
 * is over. What is written also keeps connections open on which nothing else moves meanwhile.
 */
final class PushProgress implements ProgressMonitor {

    private static final long EACH_NANOS = 1_000_000_000L;

    private final PushAnswer answer;
    private final Deadline deadline;
    private final LongSupplier nanos;
    private String title = "";
    private int total;
    private int done;
    private long lastNanos;
    private int tasks;
    private boolean shown;
    private boolean lost;

    PushProgress(PushAnswer answer, Deadline deadline, LongSupplier nanos) {
        this.answer = answer;
        this.deadline = deadline;
        this.nanos = nanos;
    }

    @Override
    public void start(int totalTasks) {
        // How many tasks there are is nothing that a user asks.
    }

    @Override
    public void beginTask(String newTitle, int totalWork) {
        title = newTitle;
        total = totalWork;
        done = 0;
        tasks++;
        shown = false;
        lastNanos = nanos.getAsLong();
    }

    @Override
    public void update(int completed) {
        done += completed;
        long now = nanos.getAsLong();
        // The first task is to receive, and then the client sends: it may not be ready to listen.
        if (tasks == 1 || now - lastNanos < EACH_NANOS)
            return;
        lastNanos = now;
        shown = true;
        show("\r");
    }

    @Override
    public void endTask() {
        if (shown)
            show("\n");
    }

    @Override
    public boolean isCancelled() {
        return lost || deadline.isOver();
    }

    @Override
    public void showDuration(boolean enabled) {
        // Durations are not shown.
    }

    private void show(String end) {
        String share = total > 0 ? ": " + (int) (100L * done / total) + "% (" + done + "/" + total + ")" : ": " + done;
        try {
            answer.progress(title + share + end);
        } catch (IOException e) {
            // Nobody listens any more: the parser is told by isCancelled, and ends.
            lost = true;
        }
    }
}
