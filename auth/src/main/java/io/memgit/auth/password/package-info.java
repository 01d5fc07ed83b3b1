/**
 * Passwords: how they are stored, how they are checked, and how guessing is stopped.
 *
 * <p>
 * {@link io.memgit.auth.password.Passwords} is the door. A check costs a fifth of a second of a
 * core and 19 MiB, on purpose; so only a few run at a time and few wait, wrong ones are counted
 * by name and by address, and right ones are remembered briefly.
 */
@NullMarked
package io.memgit.auth.password;

import org.jspecify.annotations.NullMarked;
