/** JSON on the wire: packets, their fields, and their tables. */
package io.parley.wire.json;
