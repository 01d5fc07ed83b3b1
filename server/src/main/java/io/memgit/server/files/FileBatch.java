package io.memgit.server.files;

import java.util.List;

/**
 * Many files of one commit.
 *
 * @param files
 *            those that are there, in the order asked for
 * @param missing
 *            the paths where there is no file or symbolic link, in the order asked for
 */
record FileBatch(List<FileBody> files, List<String> missing) {}
