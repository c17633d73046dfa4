/** Plain text: segments, error texts, and sentences that are parsed. */
package io.parley.wire.text;
