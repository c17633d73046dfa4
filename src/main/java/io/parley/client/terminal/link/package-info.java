/** Links in the text of messages: where they are, and how a terminal gets them. */
package io.parley.client.terminal.link;
