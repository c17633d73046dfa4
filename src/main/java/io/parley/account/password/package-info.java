/** Passwords: their rules, and their hashes. */
package io.parley.account.password;
