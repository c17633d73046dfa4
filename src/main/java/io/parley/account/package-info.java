/**
 * Accounts: who owns which nicknames, passwords, roles and read marks. Depends on neither actors
 * dialects.
 */
package io.parley.account;
