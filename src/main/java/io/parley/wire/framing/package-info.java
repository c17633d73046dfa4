/** How the messages in a stream of bytes are told apart: by length, as JSON objects, as lines. */
package io.parley.wire.framing;
