package io.memgit.core.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command that runs another one and writes down what it does to files and sends to others. */
public final class Strace {

    /**
     * Everything that can change what is in a file, the names of files, or where a file is written to.
     */
    private static final List<String> CALLS = List.of("open", "openat", "openat2", "creat", "close", "dup", "dup2",
            "dup3", "fcntl", "lseek", "read", "readv", "write", "writev", "pwrite64", "pwritev", "pwritev2", "sendto",
            "sendmsg", "sendfile", "splice", "copy_file_range", "ftruncate", "truncate", "fallocate", "mmap", "fsync",
            "fdatasync", "sync_file_range", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir",
            "mkdirat", "link", "linkat", "symlink", "symlinkat", "io_uring_setup", "io_submit");

    private static final int LONGEST_BYTES = 1 << 28;

    private Strace() {}

    /** Why nothing can be recorded here, or nothing when it can. */
    public static Optional<String> hindrance() throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("strace", "--follow-forks", "--seccomp-bpf", "--output=/dev/null",
                    "--trace=write",
                    "true").redirectErrorStream(true).start();
        } catch (IOException e) {
            return Optional
                    .of("strace is not installed, which records what a process does (`./memgit test` installs it on "
                            + "Debian): the disk of a whole process is not tested");
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0
                ? Optional.empty()
                : Optional.of("one process may not look at another here (ptrace), or strace is too old: the disk of a "
                        + "whole process is not tested: " + said.lines().findFirst().orElse(""));
    }

    /**
     * The command to record another one.
     *
     * @param trace
     *            takes what is recorded
     */
    public static List<String> recording(Path trace, List<String> command) {
        return recording(trace, List.of(), command);
    }

    /**
     * The command to record another one, some of whose calls take longer.
     *
     * @param delay
     *            for example {@code fdatasync:delay_enter=2000}, in microseconds
     */
    public static List<String> recording(Path trace, String delay, List<String> command) {
        return recording(trace, List.of("--inject=" + delay), command);
    }

    private static List<String> recording(Path trace, List<String> more, List<String> command) {
        List<String> all = new ArrayList<>(List.of("strace", "--follow-forks", "--seccomp-bpf", "--strings-in-hex=all",
                "--string-limit=" + LONGEST_BYTES, "--signal=none", "--output=" + trace,
                "--trace=" + String.join(",", CALLS),
                // What is read would take more room than all that is written.
                "--raw=read,readv"));
        all.addAll(more);
        all.addAll(command);
        return all;
    }

    /**
     * The command to run another one, some of whose calls fail or are held up.
     *
     * @param what
     *            for example {@code fdatasync:error=EIO:when=20}
     */
    public static List<String> disturbing(String what, List<String> command) {
        List<String> all = new ArrayList<>(List.of("strace", "--follow-forks", "--seccomp-bpf", "--quiet=all",
                "--signal=none", "--output=/dev/null", "--trace=" + what.substring(0, what.indexOf(':')),
                "--inject=" + what));
        all.addAll(command);
        return all;
    }
}
