/** JSON packets: reading, writing, and tables of packet types. */
package io.parley.wire.json;
