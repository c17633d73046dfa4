/** Rooms: their members, the order of their events, the delivery and the history. */
package io.parley.room;
