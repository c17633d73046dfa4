/** Profiles of rooms and the audit in the database of the history. */
package io.parley.access.sql;
