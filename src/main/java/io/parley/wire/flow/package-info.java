/** The values and stages of a connection's stream that are independent of any wire format. */
package io.parley.wire.flow;
