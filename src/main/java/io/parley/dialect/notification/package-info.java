/**
 * The dialect {@code notification}: JSON objects without frames; the server asks for a username.
 */
package io.parley.dialect.notification;
