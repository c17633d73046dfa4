/**
 * The wire dialects: how what people say becomes bytes and comes back. This floor knows streams and
 * JSON, and no actor.
 *
 * <p>A dialect is one package below this one and one line in {@link io.parley.dialect.Dialects}.
 */
package io.parley.dialect;
