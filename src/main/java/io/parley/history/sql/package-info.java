/** The message store on a SQL database: writing, reading, searching, retention, schema. */
package io.parley.history.sql;
