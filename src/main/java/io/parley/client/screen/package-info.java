/** Where lines are shown and typed: a pipe, a plain terminal, a script. */
package io.parley.client.screen;
