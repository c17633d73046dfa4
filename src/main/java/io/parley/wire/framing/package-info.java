/** Finds the frames in a stream of bytes: by length, as JSON objects, as lines. */
package io.parley.wire.framing;
