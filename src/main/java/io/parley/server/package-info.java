/** The server: its guardian, listeners, settings and shutdown. */
package io.parley.server;
