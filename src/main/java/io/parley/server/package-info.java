/** The server: guardian, listeners, settings, shutdown. */
package io.parley.server;
