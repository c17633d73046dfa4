/** The dialect {@code login}: JSON objects without frames; the client starts with a login. */
package io.parley.dialect.login;
