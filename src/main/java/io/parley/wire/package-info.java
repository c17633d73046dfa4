/** What the wire formats of all dialects are made of, without knowing any of them. */
package io.parley.wire;
