/**
 * Patterns: which lines of a file a text or a regular expression hits, and which paths a glob
 * names.
 *
 * <p>
 * {@link io.memgit.core.pattern.LinePattern} is the door to the first, {@link
 * io.memgit.core.pattern.PathFilter} to the second, and {@link
 * io.memgit.core.pattern.AttributePattern} to the paths of {@code .gitattributes}. All work on
 * bytes as they are stored, without
 * decoding them, and in time that grows with the input alone, whatever the pattern is.
 *
 * <pre>
 *   text of a POSIX extended expression ──EreParser──► Node ──ProgramBuilder──► Program (states over bytes)
 *                                                       │                         ├─► LineAutomaton  which lines
 *                                                       └──► RequiredTexts        └─► SpanFinder     where in them
 *                                                            what to look for first
 * </pre>
 *
 * <p>
 * A character is one of UTF-8; bytes that are none are matched by nothing but their neighbours'
 * absence. Named classes, words and their edges know ASCII alone, as {@code git grep -w} does.
 */
@NullMarked
package io.memgit.core.pattern;

import org.jspecify.annotations.NullMarked;
