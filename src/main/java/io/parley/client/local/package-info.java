/** The files that an interactive client keeps for each server: ignored users, rooms, texts. */
package io.parley.client.local;
