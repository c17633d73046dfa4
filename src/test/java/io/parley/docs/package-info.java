/** Tests of README.md and docs/: their links, commands, names, tables and generated sections. */
@NullMarked
package io.parley.docs;

import org.jspecify.annotations.NullMarked;
