/** Values and stages of the stream between a socket and a codec. */
package io.parley.wire.flow;
