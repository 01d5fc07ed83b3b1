@NullMarked
package io.memgit.core.file;

import org.jspecify.annotations.NullMarked;
