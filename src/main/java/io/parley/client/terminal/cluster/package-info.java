/** Grapheme clusters (UAX #29): what a person sees as one character, and its width. */
package io.parley.client.terminal.cluster;
