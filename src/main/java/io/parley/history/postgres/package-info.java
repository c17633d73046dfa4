/** PostgreSQL: connection pool, SQL dialect. */
package io.parley.history.postgres;
