/**
 * What was said, kept: behind one small interface a bounded tail in memory, a file of SQLite, or a
 * PostgreSQL server. Knows no actor and no dialect.
 */
package io.parley.history;
