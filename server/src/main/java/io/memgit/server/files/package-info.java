/**
 * Files and directories over HTTP: as JSON, as bytes that no browser runs, many at once, and lists
 * of what a directory holds.
 *
 * <pre>
 *   GET  read/{path}  ──► FileController ──► FileBody | RawFile
 *   POST read         ──► FileController ──► FileBatch
 *   GET  tree/{path}  ──► TreeController ──► TreeBody
 * </pre>
 */
@NullMarked
package io.memgit.server.files;

import org.jspecify.annotations.NullMarked;
