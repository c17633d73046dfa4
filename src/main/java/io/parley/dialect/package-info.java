/**
 * The dialects: the wire protocols that the server and the client speak. They know streams and
 * JSON, but no actor.
 *
 * <p>A dialect is one package below this one and one line in {@link io.parley.dialect.Dialects}.
 */
package io.parley.dialect;
