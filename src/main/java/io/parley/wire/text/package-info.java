/** Plain text on the wire: cutting to segments, error texts, and sentences that are read back. */
package io.parley.wire.text;
