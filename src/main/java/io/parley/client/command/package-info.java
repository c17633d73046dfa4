/** What a typed line means, and how it is executed. */
package io.parley.client.command;
