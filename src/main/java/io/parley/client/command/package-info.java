/** Parses and executes typed lines. */
package io.parley.client.command;
