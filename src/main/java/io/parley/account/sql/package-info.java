/** Accounts in the database of the history. */
package io.parley.account.sql;
