/**
 * Rooms: who is in, and in which order things are said. This floor knows no socket and no dialect
 * by name.
 */
package io.parley.room;
