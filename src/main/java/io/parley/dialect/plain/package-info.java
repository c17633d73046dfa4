/** Raw text without names or a handshake: what is sent goes to everyone else. */
package io.parley.dialect.plain;
