/** SQLite: connections, checks of the file, SQL dialect. */
package io.parley.history.sqlite;
