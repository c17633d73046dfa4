/**
 * The messages between client and server, as values, and the rules for names and texts. Depends on
 * {@code java.base} only: neither on bytes, nor actors, nor libraries.
 */
package io.parley.protocol;
