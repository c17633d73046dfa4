/**
 * Stores messages behind one interface: in memory, in a SQLite file, or on a PostgreSQL server.
 * Depends on neither actors nor dialects.
 */
package io.parley.history;
